/** What a reply draws on: the list below it, and the way to what of it is on the page. */
export { sourcesStyles as styles } from '../../styles/sources.js';
export { sourcesWords } from '../../locales/en-sources.js';
export { placeOnPage, showPlace } from '../message/page-place.js';
export { sourcesTemplate } from '../message/sources-template.js';
