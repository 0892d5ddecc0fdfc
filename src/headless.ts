/**
 * The client and the conversation without a screen: for pages that draw their own, workers, Node, Deno and Bun. No DOM, no Lit.
 */
export * from './client/index.js';
export * from './conversation/index.js';
