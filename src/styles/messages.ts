/** The stylesheets of the transcript's part. */
import { markdownStyles } from './markdown.js';
import { messageButtons } from './message-buttons.js';
import { messageStyles } from './message.js';
import { messageTokens } from './message-tokens.js';
import { printStyles } from './print.js';

export const styles: string = messageTokens + messageButtons + messageStyles + markdownStyles + printStyles;
