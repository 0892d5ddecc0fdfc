/** What blocks of code have beside their text: colours, and a way to see long lines whole. */
import { colourStyles } from '../../styles/colours.js';
import { wrappingStyles } from '../../styles/wrapping.js';
export { wrappingWords } from '../../locales/en-wrapping.js';
export { Wrapping } from '../message/wrapping.js';

export const styles: string = colourStyles + wrappingStyles;
