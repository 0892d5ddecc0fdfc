/** The one table of what the stand-in can do. `/help`, the endpoint's query and the page's panel are all made from it. */
import type { ChatBody } from '../../src/proxy/fields.js';
import { errorBody } from '../../src/proxy/errors.js';
import type { HttpAnswer, Plan, Scenario } from './plan.js';
import { everyConstruct, longText, toolResultText } from './replies.js';
import { sampleArguments } from './sample-arguments.js';

/** The first whole number in a text, kept between two bounds. */
function wholeNumber(text: string, [least, most]: [least: number, most: number], fallback: number): number {
  const found = /\d{1,9}/.exec(text)?.[0];
  return Math.min(most, Math.max(least, found === undefined ? fallback : Number(found)));
}

export const tokensPerSecond = (text: string): number => wholeNumber(text, [1, 1_000_000], 17_000);

function apiError(status: number, [type, code]: [type: string, code: string], message: string): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: errorBody({ message, type, code }) };
}

/** Asks for the tools in `names`, or says that the page offers none. After the tool's result there is nothing left to ask. */
function callTools(body: ChatBody, names: string[], given?: string): Partial<Plan> {
  if (toolResultText(body) !== undefined) return {};
  const tools = (body.tools ?? []).filter((tool) => names.includes(tool.function.name));
  if (tools.length === 0) {
    const offered = (body.tools ?? []).map((tool) => `\`${tool.function.name}\``).join(', ');
    return { text: offered === '' ? 'This page offers no tools.' : `There is no such tool. This page offers ${offered}.` };
  }
  return {
    toolCalls: tools.map((tool) => ({
      name: tool.function.name,
      arguments: given ?? JSON.stringify(sampleArguments(tool.function.parameters ?? {})),
    })),
  };
}

export const scenarios: readonly Scenario[] = [
  { name: 'help', does: 'Lists everything that can be typed.', typedOnly: true, plan: () => ({ text: help() }) },
  {
    name: 'echo',
    does: 'Says the same text back, exactly.',
    argument: { name: 'text', what: 'the text', default: 'Hello!' },
    typedOnly: true,
    plan: (text) => ({ text, verbatim: true }),
  },
  { name: 'markdown', does: 'Replies with every construct of Markdown.', plan: () => ({ text: everyConstruct }) },
  {
    name: 'long',
    does: 'Replies at great length.',
    argument: { name: 'tokens', what: 'tokens', default: '20000' },
    plan: (count) => ({ text: longText(wholeNumber(count, [1, 200_000], 20_000)) }),
  },
  { name: 'slow', does: 'Replies at 30 tokens a second, as most models do.', plan: () => ({ tokensPerSecond: 30 }) },
  {
    name: 'rate',
    does: 'Replies at a rate of your choice.',
    argument: { name: 'rate', what: 'tokens a second', default: '17000' },
    typedOnly: true,
    plan: (rate) => ({ tokensPerSecond: tokensPerSecond(rate) }),
  },
  {
    name: 'wait',
    does: 'Says nothing at first, then replies.',
    argument: { name: 'wait', what: 'seconds', default: '3' },
    plan: (seconds) => ({ delay: 1000 * wholeNumber(seconds, [0, 300], 3) }),
  },
  {
    name: 'reasoning',
    does: 'Thinks aloud before it replies.',
    plan: () => ({
      reasoning:
        'The visitor asks something. I look through my prepared texts, and take the one that the conversation points to.',
    }),
  },
  {
    name: 'tool',
    does: 'Calls a tool of the page, then quotes its result.',
    argument: { name: 'call', what: "the tool's name and its arguments as JSON", default: '' },
    plan: (call, body) => {
      const [, name, given] = /^(\S*)\s*([^]*)$/.exec(call) ?? [];
      return callTools(body, [name || (body.tools?.[0]?.function.name ?? '')], given || undefined);
    },
  },
  {
    name: 'tools',
    does: 'Calls every tool of the page at once.',
    plan: (_argument, body) =>
      callTools(
        body,
        (body.tools ?? []).map((tool) => tool.function.name),
      ),
  },
  {
    name: 'sources',
    does: 'Says what it draws on, and cites it.',
    plan: () => ({
      text: 'City bicycles are the cheapest to run [1], and cargo bicycles carry up to 100 kg [2][3].',
      sources: [
        { url: 'https://example.com/city', title: 'City bicycles' },
        { url: 'https://example.com/cargo', title: 'Cargo bicycles' },
        { url: 'https://example.org/loads', title: 'How much a bicycle carries' },
      ],
    }),
  },
  { name: 'refuse', does: 'Declines to answer.', plan: () => ({ refusal: 'I am sorry, but I cannot help with that.' }) },
  { name: 'filter', does: 'Is stopped halfway by a content filter.', plan: () => ({ finishReason: 'content_filter' }) },
  { name: 'length', does: 'Runs out of tokens halfway.', plan: () => ({ finishReason: 'length' }) },
  { name: 'cut', does: 'Loses the connection halfway.', plan: () => ({ fault: 'cut' }) },
  { name: 'stall', does: 'Stops sending halfway and keeps the connection open.', plan: () => ({ fault: 'stall' }) },
  { name: 'end', does: 'Ends halfway without saying that it is finished.', plan: () => ({ fault: 'end' }) },
  { name: 'broken', does: 'Sends one chunk that is not JSON.', plan: () => ({ fault: 'broken-chunk' }) },
  { name: 'error-in-stream', does: 'Sends an error in the middle of the reply.', plan: () => ({ fault: 'error-object' }) },
  { name: 'no-done', does: 'Leaves out the [DONE] at the end.', plan: () => ({ done: false }) },
  { name: 'crlf', does: 'Ends its lines with CR LF.', plan: () => ({ newline: '\r\n' }) },
  { name: 'noise', does: 'Sends keep-alive comments and empty chunks in between.', plan: () => ({ noise: true }) },
  { name: 'bytes', does: 'Sends one byte at a time.', plan: () => ({ oneByteAtATime: true }) },
  { name: 'json', does: 'Answers in one piece of JSON although a stream was asked for.', plan: () => ({ json: true }) },
  {
    name: 'rate-limited',
    does: 'Refuses with “too many requests”; a retry after the named time succeeds.',
    argument: { name: 'retry-after', what: 'seconds', default: '5' },
    plan: (seconds) => ({ limitedFor: wholeNumber(seconds, [0, 600], 5) }),
  },
  {
    name: 'quota',
    does: 'Refuses because the quota is used up.',
    plan: () => ({
      http: apiError(429, ['insufficient_quota', 'insufficient_quota'], 'You exceeded your quota; see your plan.'),
    }),
  },
  {
    name: 'unauthorized',
    does: 'Refuses the key, which is the owner’s affair: visitors read of a problem.',
    plan: () => ({ http: apiError(401, ['invalid_request_error', 'invalid_api_key'], 'The API key is not valid.') }),
  },
  {
    name: 'forbidden',
    does: 'Refuses access, in the same way.',
    plan: () => ({ http: apiError(403, ['invalid_request_error', 'forbidden'], 'This key may not use the model.') }),
  },
  {
    name: 'not-found',
    does: 'Does not know the model.',
    plan: () => ({ http: apiError(404, ['invalid_request_error', 'model_not_found'], 'There is no model of this name.') }),
  },
  {
    name: 'context-length',
    does: 'Finds the conversation too long.',
    plan: () => ({
      http: apiError(
        400,
        ['invalid_request_error', 'context_length_exceeded'],
        'The messages have more tokens than the model can read.',
      ),
    }),
  },
  {
    name: 'server-error',
    does: 'Fails on the server.',
    argument: { name: 'status', what: 'the HTTP status', default: '500' },
    plan: (status) => ({
      http: apiError(wholeNumber(status, [500, 599], 500), ['server_error', 'internal_error'], 'The server had an error.'),
    }),
  },
  {
    name: 'html',
    does: 'Answers with a page of HTML, as a broken gateway does.',
    plan: () => ({
      http: {
        status: 502,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><html><head><title>502</title></head><body><h1>Bad Gateway</h1></body></html>',
      },
    }),
  },
];

export function findScenario(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}

function help(): string {
  const lines = scenarios.map(({ name, does, argument }) => {
    const example = argument ? `/${name} ${argument.default || '…'}` : `/${name}`;
    return `- \`${example}\` – ${does}${argument ? ` After the name: ${argument.what}.` : ''}`;
  });
  return `Type one of these, and I do it at once:\n\n${lines.join('\n')}\n\nAnything else gets a prepared text.`;
}
