/** The layer's entry point: the element's stylesheets, in order. */
import { buttons } from './buttons.js';
import { composer } from './composer.js';
import { layout } from './layout.js';
import { tokens } from './tokens.js';
import { transcript } from './transcript.js';
import { welcome } from './welcome.js';

export const styles = [tokens, layout, transcript, welcome, composer, buttons];
