/** The part of a tool call that is shown. */
export { toolCardStyles as styles } from '../../styles/tool-card.js';
export { ToolCardController } from '../message/tool-card-controller.js';
export { toolWords } from '../../locales/en-tools.js';
