/** The part of a message that is edited. */
export { editingStyles as styles } from '../../styles/editing.js';
export { EditController } from '../message/edit-controller.js';
export { editingWords } from '../../locales/en-editing.js';
