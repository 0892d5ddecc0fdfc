/** The part of `persist`. */
export { Persistence } from '../turn/persistence.js';
