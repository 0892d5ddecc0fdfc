/** What is of use once there are messages: how they look, and what can be done with them. A chunk, loaded with their renderer. */
export { ClearController } from './clear-controller.js';
export { CopyController } from './copy-controller.js';
export { wordsOf } from './drawn-text.js';
export { EditController } from './edit-controller.js';
export { ScrollController } from './scroll-controller.js';
export { TranscriptKeys } from './transcript-keys.js';
export { styles } from '../styles/messages.js';
