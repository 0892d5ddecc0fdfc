export { queueStyles as styles } from '../../styles/queue.js';
export { queueWords } from '../../locales/en-queue.js';
export { queueTemplate } from '../transcript/queue-template.js';
