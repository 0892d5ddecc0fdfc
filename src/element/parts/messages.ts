/** What is of use once there are messages: how they look, and what can be done with them. A chunk, loaded with their renderer. */
export { ClearController } from '../panel/clear-controller.js';
export { CopyController } from '../message/copy-controller.js';
export { wordsOf } from '../message/drawn-text.js';
export { EditController } from '../message/edit-controller.js';
export { ScrollController } from '../transcript/scroll-controller.js';
export { TranscriptKeys } from '../transcript/transcript-keys-controller.js';
export { styles } from '../../styles/messages.js';
