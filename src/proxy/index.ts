export { createChatProxy, type ChatProxy } from './handler.js';
export { memoryStore, sharedStore, type Allowance, type FlexibleLimiter, type LimitStore, type Limits } from './limit.js';
export type { ChatProxyOptions, ErrorReport, RequestReport, UsageReport } from './options.js';
export type { Timeouts } from './upstream.js';
export type { Usage } from './usage.js';
export type { Connection } from './visitor.js';
