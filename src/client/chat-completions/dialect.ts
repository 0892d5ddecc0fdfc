/** What `/v1/chat/completions` speaks. */
import type { Dialect, PromptTool } from '../dialect.js';
import type { ToolDefinition } from '../types.js';
import { wireMessages } from './messages.js';
import { ChatCompletionsReader } from './reader.js';
import { chatCompletionsBody, chatCompletionsUrl } from './request.js';

export const chatCompletions: Dialect = {
  url: chatCompletionsUrl,
  body: (prompt, options) => chatCompletionsBody(wireMessages(prompt), { ...options, tools: prompt.tools?.map(wireTool) }),
  reader: ({ n }, detail) => new ChatCompletionsReader(typeof n === 'number' ? n : 1, detail),
};

function wireTool({ inputSchema, ...tool }: PromptTool): ToolDefinition {
  return { type: 'function', function: { ...tool, parameters: inputSchema } };
}
