/** The part that is fetched at once after the script: messages, what can be done with them, and how they look. */
export { Transcript } from '../transcript/transcript.js';
export { styles } from '../../styles/messages.js';
export { messageWords } from '../../locales/en-messages.js';
