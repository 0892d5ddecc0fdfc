/** What a screen reader says of its own accord. */
export { Speaker } from '../transcript/speaker.js';
export { speechWords } from '../../locales/en-speech.js';
