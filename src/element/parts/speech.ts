/** What a screen reader says of its own accord. */
export { questionSpeech, replySpeech, welcomeSpeech } from '../transcript/speech.js';
export { speechWords } from '../../locales/en-speech.js';
