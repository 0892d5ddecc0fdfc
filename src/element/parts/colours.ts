/** The colours of code in messages. */
export { colourStyles as styles } from '../../styles/colours.js';
