/** The room's door: the element's stylesheets, in order. */
import { buttons } from './buttons.js';
import { composer } from './composer.js';
import { layout } from './layout.js';
import { message } from './message.js';
import { panel } from './panel.js';
import { tokens } from './tokens.js';
import { transcript } from './transcript.js';

export const styles = [tokens, layout, panel, transcript, message, composer, buttons];
