/** The part of `read-aloud`. */
export { ReadAloud } from '../voice/read-aloud.js';
export { readAloudStyles as styles } from '../../styles/read-aloud.js';
export { readAloudWords } from '../../locales/en-read-aloud.js';
