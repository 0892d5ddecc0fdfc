/** What is shown of a reply that failed, and of a wait that the server asks for. */
export { failureStyles as styles } from '../../styles/failure.js';
export { countdown, failureTemplate } from '../message/failure-template.js';
export { failureWords } from '../../locales/en-failures.js';
