/** An upstream without a model, for trying the widget without a key: same wire, prepared texts, every failure on request. */
import { setTimeout as delay } from 'node:timers/promises';
import { errorResponse } from '../../src/proxy/errors.js';
import { checkBody, type ChatBody } from '../../src/proxy/fields.js';
import { plainPlan, type Plan } from './plan.js';
import { pacedStream } from './paced-stream.js';
import { textOf } from './replies.js';
import { composeReply, randomId } from './reply.js';
import { findScenario, tokensPerSecond } from './scenarios.js';
import { completion, frames } from './wire.js';

/**
 * @param query The endpoint's query, such as `?scenario=rate-limited&retry-after=5&rate=200`. What is typed comes before it.
 * @param signal Ends the answer. Given by itself because Node's `request.signal` forgets its source once the request is collected.
 */
export type StandIn = (request: Request, query?: URLSearchParams, signal?: AbortSignal) => Promise<Response>;

const mostRemembered = 1_000;

export function createStandIn(): StandIn {
  // The one thing that is remembered: when a rate-limited conversation was first seen, so that a retry in time succeeds.
  const firstTries = new Map<string, number>();

  /** @returns Seconds still to wait; 0 once the time is over, and then the same conversation starts anew. */
  const secondsToWait = (body: ChatBody, limit: number): number => {
    const conversation = JSON.stringify(body.messages);
    const first = firstTries.get(conversation) ?? Date.now();
    const left = Math.ceil(limit - (Date.now() - first) / 1000);
    firstTries.delete(conversation);
    if (left <= 0) return 0;
    firstTries.set(conversation, first);
    const [oldest] = firstTries.keys();
    if (firstTries.size > mostRemembered && oldest !== undefined) firstTries.delete(oldest);
    return left;
  };

  return async (request, query = new URLSearchParams(), signal = request.signal) => {
    const requestId = { 'x-request-id': `req_${randomId()}` };
    const body: unknown = await request.json().catch(() => undefined);
    const problem = checkBody(body);
    if (problem) return errorResponse(400, { ...problem, type: 'invalid_request_error' }, requestId);
    const chat = body as ChatBody;

    const plan = choosePlan(chat, query);
    if (plan === undefined) {
      const error = {
        message: 'There is no scenario of this name.',
        type: 'invalid_request_error',
        param: 'scenario',
        code: 'invalid_value',
      };
      return errorResponse(400, error, requestId);
    }
    if (plan.delay > 0) await delay(plan.delay, undefined, { signal });
    if (plan.http)
      return new Response(plan.http.body, { status: plan.http.status, headers: { ...plan.http.headers, ...requestId } });
    const wait = plan.limitedFor === undefined ? 0 : secondsToWait(chat, plan.limitedFor);
    if (wait > 0) {
      const error = { message: 'Too many requests.', type: 'requests', code: 'rate_limit_exceeded' };
      return errorResponse(429, error, { ...requestId, 'retry-after': String(wait) });
    }

    const replies = Array.from({ length: chat.n ?? 1 }, (_, choice) => composeReply(chat, plan, choice));
    if (plan.json || chat.stream !== true) {
      return new Response(completion(chat, replies), { headers: { ...requestId, 'content-type': 'application/json' } });
    }
    const stream = pacedStream(frames(chat, plan, replies), { ...plan, signal });
    return new Response(stream, { headers: { ...requestId, 'content-type': 'text/event-stream; charset=utf-8' } });
  };
}

/** @returns undefined when the query names a scenario that does not exist. */
function choosePlan(body: ChatBody, query: URLSearchParams): Plan | undefined {
  const rate = query.get('rate');
  const base: Plan = { ...plainPlan, ...(rate !== null && { tokensPerSecond: tokensPerSecond(rate) }) };

  // The last paragraph alone: after a turn that failed, a client sends that turn's message and the next one as one.
  const said = textOf(body.messages.findLast((message) => message.role === 'user'));
  const typed = /^\/([\w-]+)(?:\s+([^]*))?$/.exec(
    said
      .trim()
      .split(/\n{2,}/)
      .at(-1) ?? '',
  );
  if (typed) {
    const [, name = '', argument] = typed;
    const scenario = findScenario(name.toLowerCase());
    if (!scenario) return { ...base, text: `I do not know \`/${name}\`. Type \`/help\` to see what I can do.` };
    return { ...base, ...scenario.plan(argument?.trim() || (scenario.argument?.default ?? ''), body) };
  }

  const name = query.get('scenario') ?? '';
  if (name === '') return base;
  const scenario = findScenario(name);
  if (!scenario) return undefined;
  const { argument } = scenario;
  return { ...base, ...scenario.plan((argument && query.get(argument.name)) ?? argument?.default ?? '', body) };
}
