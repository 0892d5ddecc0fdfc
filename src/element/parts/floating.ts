/** The part of `mode="floating"`. */
import { FloatingController } from '../panel/floating-controller.js';
import type { FrameHost, FrameServices, PanelFrame } from '../api/modes.js';

export { panelStyles as styles } from '../../styles/panel.js';

export function createFrame(host: FrameHost, services: FrameServices): PanelFrame {
  return new FloatingController(host, services);
}
