/** What a request may ask for: pure, from a parsed body to the body that goes upstream, or to what is wrong with it. */
import { attachmentProblem, type AttachmentRules } from './attachments/attachments.js';
import { withoutData } from './attachments/tokens.js';
import type { Problem as FieldProblem } from './checks.js';
import { checkBody, type ChatBody, type ChatMessage } from './fields.js';

export interface Policy {
  models: readonly string[];
  visitorInstructions: 'allow' | 'refuse' | 'drop';
  tools: boolean;
  logitBias: boolean;
  attachments: AttachmentRules;
  maxMessages: number;
  maxMessageCharacters: number;
  maxCompletionTokens: number;
  maxChoices: number;
}

export type Verdict = { body: ChatBody } | { problem: { status: number } & Problem };

type Problem = Omit<FieldProblem, 'code'> & { code: string };

const refuse = (problem: Problem, status = 400): Verdict => ({ problem: { status, ...problem } });

/**
 * @param askForUsage Have the service report its usage at the end of a stream, whether or not the visitor's client asks.
 */
export function applyPolicy(value: unknown, policy: Policy, askForUsage: boolean): Verdict {
  const problem = checkBody(value);
  if (problem) return refuse(problem);
  const body = value as ChatBody;

  if (!policy.models.includes(body.model)) {
    return refuse({ code: 'model_not_found', message: 'This model is not offered here.', param: 'model' }, 404);
  }
  if (!policy.tools) {
    const used = toolsUsed(body);
    if (used !== undefined) return refuse({ code: 'invalid_value', message: 'Tools are not offered here.', param: used });
  }
  // A token that is never or always chosen weighs more than any instructions.
  if (!policy.logitBias && body['logit_bias'] != null) {
    return refuse({ code: 'invalid_value', message: 'Tokens are not weighed here.', param: 'logit_bias' });
  }
  const attached = attachmentProblem(body.messages, policy.attachments);
  if (attached) return refuse(attached);
  if (body.messages.length > policy.maxMessages) {
    const message = `There are more than ${policy.maxMessages} messages.`;
    return refuse({ code: 'context_length_exceeded', message, param: 'messages' });
  }
  const tooLong = body.messages.findIndex((message) => charactersOf(message) > policy.maxMessageCharacters);
  if (tooLong !== -1) {
    const message = `The message has more than ${policy.maxMessageCharacters} characters.`;
    return refuse({ code: 'context_length_exceeded', message, param: `messages[${tooLong}].content` });
  }

  let messages = body.messages;
  const instructed = messages.findIndex(isInstruction);
  if (instructed !== -1 && policy.visitorInstructions === 'refuse') {
    const message = 'Instructions are set by the owner of this chat.';
    return refuse({ code: 'invalid_value', message, param: `messages[${instructed}].role` });
  }
  if (policy.visitorInstructions === 'drop') messages = messages.filter((message) => !isInstruction(message));
  if (messages.length === 0) return refuse({ code: 'invalid_value', message: 'There is no message.', param: 'messages' });

  return {
    body: {
      ...body,
      messages,
      max_completion_tokens: Math.min(body.max_completion_tokens ?? Infinity, policy.maxCompletionTokens),
      ...(typeof body.n === 'number' && { n: Math.min(body.n, policy.maxChoices) }),
      ...(askForUsage && body.stream === true && { stream_options: { include_usage: true } }),
    },
  };
}

/** @param text What the owner says first; empty: nothing. */
export function withInstructions(body: ChatBody, text: string): ChatBody {
  return text === '' ? body : { ...body, messages: [{ role: 'developer', content: text }, ...body.messages] };
}

const isInstruction = (message: ChatMessage): boolean => message.role === 'system' || message.role === 'developer';

function toolsUsed({ tools, messages }: ChatBody): string | undefined {
  if (tools != null && tools.length > 0) return 'tools';
  const index = messages.findIndex((message) => message.role === 'tool' || message.tool_calls != null);
  return index === -1 ? undefined : `messages[${index}]`;
}

/** Of every text in a message that the model reads, refusals and arguments of tool calls included. */
function charactersOf(message: ChatMessage): number {
  const { content, refusal, tool_calls: calls } = withoutData(message);
  const text = typeof content === 'string' ? content : JSON.stringify(content ?? '');
  return text.length + (refusal?.length ?? 0) + (calls ? JSON.stringify(calls).length : 0);
}
