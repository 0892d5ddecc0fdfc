/** What takes the files of a visitor, and makes them fit for sending. */
export { Attachments } from '../attachments/attachments.js';
export { attachmentsStyles as styles } from '../../styles/attachments.js';
export { attachmentWords } from '../../locales/en-attachments.js';
