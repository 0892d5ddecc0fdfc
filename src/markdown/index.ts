export { MarkdownStream } from './stream.js';
export { allowedAttributes, allowedElements } from './dom/elements.js';
export { englishStrings } from './options.js';
export type { FenceRenderer, MarkdownOptions, MarkdownStrings } from './options.js';
