/** What shows pictures, and plays recordings. */
export { mediaStyles as styles } from '../../styles/media.js';
export { mediaWords } from '../../locales/en-media.js';
export { audioTemplate, pictureTemplate, pixelsIn } from '../message/media-template.js';
