export { createChatProxy, type ChatProxy } from './handler.js';
export type { ChatMessage, ToolCall } from './fields.js';
export type { Asked, Instructions } from './instructions.js';
export { memoryStore, sharedStore, type Allowance, type FlexibleLimiter, type LimitStore, type Limits } from './limit.js';
export type { ChatProxyOptions, ErrorReport, RequestReport, UsageReport } from './options.js';
export type { Source } from './sources.js';
export type { Timeouts } from './upstream.js';
export type { Usage } from './usage.js';
export type { Connection } from './visitor.js';
