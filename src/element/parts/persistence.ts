/** The part of `persist`. */
export { PersistenceController } from '../turn/persistence-controller.js';
