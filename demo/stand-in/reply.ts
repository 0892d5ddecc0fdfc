/** From a plan and a request to what one choice of the answer says. */
import type { ChatBody, ToolCall } from '../../src/proxy/fields.js';
import type { FinishReason, Plan } from './plan.js';
import { attachmentsText } from './attachments.js';
import { chosenText, isFirstReply, notice, textOf, toolResultText } from './replies.js';
import { countTokens, tokens } from './tokens.js';

export interface Reply {
  /** The text in tokens; empty for a refusal or a tool call. */
  pieces: string[];
  reasoning: string[];
  refusal: string[];
  toolCalls: ToolCall[];
  sources: { url: string; title: string }[];
  finishReason: FinishReason;
}

/** @param choice Which of `n` answers. */
export function composeReply(body: ChatBody, plan: Plan, choice: number): Reply {
  const toolCalls = plan.toolCalls.map((call): ToolCall => ({ id: `call_${randomId()}`, type: 'function', function: call }));
  const silent = plan.refusal !== undefined || toolCalls.length > 0;
  let pieces = silent ? [] : tokens(untilStop(fullText(body, plan, choice), body.stop));
  let finishReason: FinishReason = toolCalls.length > 0 ? 'tool_calls' : 'stop';

  const most = body.max_completion_tokens;
  if (typeof most === 'number' && pieces.length > most) {
    pieces = pieces.slice(0, most);
    finishReason = 'length';
  }
  if (plan.finishReason !== undefined) {
    pieces = pieces.slice(0, Math.ceil(pieces.length / 2));
    finishReason = plan.finishReason;
  }
  const { reasoning = '', refusal = '', sources = [] } = plan;
  return { pieces, reasoning: tokens(reasoning), refusal: tokens(refusal), toolCalls, sources, finishReason };
}

function fullText(body: ChatBody, plan: Plan, choice: number): string {
  const text = toolResultText(body) ?? plan.text ?? attachmentsText(body) ?? chosenText(body, choice);
  return isFirstReply(body) && !plan.verbatim ? `${notice}\n\n${text}` : text;
}

/** `stop` names sequences; the text ends before the first that occurs. */
function untilStop(text: string, stop: ChatBody['stop']): string {
  const sequences = typeof stop === 'string' ? [stop] : (stop ?? []);
  const ends = sequences.map((sequence) => text.indexOf(sequence)).filter((index) => index !== -1);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

export function usageOf(body: ChatBody, replies: Reply[]): Usage {
  const prompt = body.messages.reduce((total, message) => total + countTokens(textOf(message)) + 3, 0);
  const completion = replies.reduce(
    (total, reply) =>
      total +
      reply.pieces.length +
      reply.reasoning.length +
      reply.refusal.length +
      reply.toolCalls.reduce((sum, call) => sum + countTokens(call.function.name + call.function.arguments), 0),
    0,
  );
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

export function randomId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 24);
}
