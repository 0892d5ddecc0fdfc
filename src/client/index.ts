/** The room's door: what others may import of it. */
export { stream } from './client.js';
export { ChatError, type ChatErrorCode, type ChatErrorDetail } from './errors.js';
export { createId, unusedId } from './ids.js';
export type * from './types.js';
