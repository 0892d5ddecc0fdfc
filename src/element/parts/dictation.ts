/** The part of `dictation`. */
export { Dictation } from '../voice/dictation.js';
export { dictationStyles as styles } from '../../styles/dictation.js';
export { dictationWords } from '../../locales/en-dictation.js';
