/** The chat-completions wire: one JSON answer, or the events of a stream. */
import { errorBody } from '../../src/proxy/errors.js';
import type { ChatBody } from '../../src/proxy/fields.js';
import type { Plan } from './plan.js';
import { randomId, usageOf, type Reply } from './reply.js';

/** A piece of the stream and how many tokens it stands for, or an interruption of the connection itself. */
export type Frame = { text: string; tokens: number } | { fault: 'cut' | 'stall' };

/** The answer to `stream: false`. */
export function completion(body: ChatBody, replies: Reply[]): string {
  return JSON.stringify({
    ...envelope('chat.completion', body),
    choices: replies.map((reply, index) => ({
      index,
      message: {
        role: 'assistant',
        content: reply.pieces.length === 0 ? null : reply.pieces.join(''),
        refusal: reply.refusal.length === 0 ? null : reply.refusal.join(''),
        ...(reply.reasoning.length > 0 && { reasoning_content: reply.reasoning.join('') }),
        ...(reply.sources.length > 0 && { annotations: annotations(reply) }),
        ...(reply.toolCalls.length > 0 && { tool_calls: reply.toolCalls }),
      },
      logprobs: null,
      finish_reason: reply.finishReason,
    })),
    usage: usageOf(body, replies),
  });
}

function envelope(object: string, body: ChatBody): Record<string, unknown> {
  return {
    id: `chatcmpl-${randomId()}`,
    object,
    created: Math.floor(Date.now() / 1000),
    model: body.model,
    system_fingerprint: 'stand-in',
  };
}

function annotations({ sources }: Reply): object[] {
  return sources.map((source) => ({ type: 'url_citation', url_citation: { ...source, start_index: 0, end_index: 0 } }));
}

type Delta = Record<string, unknown>;

function* deltas(reply: Reply): Generator<Delta> {
  yield { role: 'assistant', content: '' };
  if (reply.sources.length > 0) yield { annotations: annotations(reply) };
  for (const piece of reply.reasoning) yield { reasoning_content: piece };
  for (const piece of reply.refusal) yield { refusal: piece };
  for (const piece of reply.pieces) yield { content: piece };
  for (const [index, { id, type, function: called }] of reply.toolCalls.entries()) {
    yield { tool_calls: [{ index, id, type, function: { name: called.name, arguments: '' } }] };
    // Cut without regard to JSON's own tokens, as models do.
    for (const piece of called.arguments.match(/[^]{1,5}/gu) ?? [])
      yield { tool_calls: [{ index, function: { arguments: piece } }] };
  }
}

/** The events of all choices, interleaved, with whatever the plan does to them. */
export function* frames(body: ChatBody, plan: Plan, replies: Reply[]): Generator<Frame> {
  const shared = envelope('chat.completion.chunk', body);
  const askedUsage = body.stream_options?.include_usage === true;
  const event = (data: string, tokens = 0): Frame => ({ text: `data: ${data}${plan.newline}${plan.newline}`, tokens });
  const chunk = (choices: unknown[], more: Delta = askedUsage ? { usage: null } : {}): string =>
    JSON.stringify({ ...shared, choices, ...more });

  if (plan.noise) yield event(chunk([]));
  const running = replies.map((reply, index) => ({ index, deltas: [...deltas(reply)], finishReason: reply.finishReason }));
  const steps = Math.max(...running.map((choice) => choice.deltas.length));
  for (let step = 0; step <= steps; step++) {
    if (plan.fault !== undefined && step === Math.floor(steps / 2)) {
      const last = yield* breakOff(plan.fault, event);
      if (last) return;
    }
    if (plan.noise && step % 20 === 0) yield { text: `: keep-alive${plan.newline}${plan.newline}`, tokens: 0 };
    for (const { index, deltas: own, finishReason } of running) {
      const delta = own[step];
      if (delta) yield event(chunk([{ index, delta, logprobs: null, finish_reason: null }]), step === 0 ? 0 : 1);
      else if (step === own.length) yield event(chunk([{ index, delta: {}, logprobs: null, finish_reason: finishReason }]));
    }
  }
  if (askedUsage) yield event(chunk([], { usage: usageOf(body, replies) }));
  if (plan.done) yield event('[DONE]');
}

/** @returns true when nothing comes after the fault. */
function* breakOff(fault: NonNullable<Plan['fault']>, event: (data: string) => Frame): Generator<Frame, boolean> {
  switch (fault) {
    case 'broken-chunk':
      yield event('{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"conte');
      return false;
    case 'error-object':
      yield event(errorBody({ message: 'The server had an error in the middle.', type: 'server_error', code: 'internal_error' }));
      return true;
    case 'end':
      return true;
    case 'cut':
    case 'stall':
      yield { fault };
      return true;
  }
}
