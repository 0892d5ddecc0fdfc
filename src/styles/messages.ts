/** What is loaded with the renderer, before the first message is there to be styled. */
import { markdownStyles } from './markdown.js';
import { messageStyles } from './message.js';
import { messageTokens } from './message-tokens.js';

export const styles: string = messageTokens + messageStyles + markdownStyles;
