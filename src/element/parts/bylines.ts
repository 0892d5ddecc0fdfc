/** What stands above a message, where the page has asked for it: who answers, and when. */
export { bylineStyles as styles } from '../../styles/bylines.js';
export { Bylines } from '../message/bylines.js';
