/** The entry point of this layer: what others may import of it. */
export type { BeforeRequest, OutgoingRequest, StandIn } from './before-request.js';
export { chatCompletions } from './chat-completions/dialect.js';
export { sourcesIn } from './chat-completions/sources.js';
export { ask } from './client.js';
export type * from './dialect.js';
export { ChatError, errorFromBody, type ChatErrorCode, type ChatErrorDetail } from './errors.js';
export { requestHeaders } from './http.js';
export { createId, unusedId } from './ids.js';
export { keyPattern } from './keys.js';
export * from './parts.js';
export type * from './types.js';
