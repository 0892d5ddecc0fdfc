/** The room's door: the element's stylesheets, in order. */
import { composer } from './composer.js';
import { layout } from './layout.js';
import { markdown } from './markdown.js';
import { tokens } from './tokens.js';
import { transcript } from './transcript.js';

export const styles = [tokens, layout, transcript, markdown, composer];
