/** What is copied, from a message and from a selection. */
export { htmlOf } from '../message/copied.js';
export { copySelection } from '../message/copy-selection.js';
