/** A visitor's way to see long lines of code whole. */
export { wrappingStyles as styles } from '../../styles/wrapping.js';
export { wrappingWords } from '../../locales/en-wrapping.js';
export { Wrapping } from '../message/wrapping.js';
