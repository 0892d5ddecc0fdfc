/** The part of what only some pages ask for: a menu, contact, privacy, consent, reasons of a bad rating, a docked panel's edge, a teaser. */
export { Extras } from '../extras/extras.js';
export { extrasStyles as styles } from '../../styles/extras.js';
export { extrasWords } from '../../locales/en-extras.js';
