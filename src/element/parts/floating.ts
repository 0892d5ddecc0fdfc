/** What only a floating chat needs; a chunk of its own. */
export { PanelController } from '../panel/panel-controller.js';
export { panelStyles, phone } from '../../styles/panel.js';
