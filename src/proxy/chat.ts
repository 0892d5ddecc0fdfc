/** `POST /v1/chat/completions`: a conversation, checked and with the owner's instructions. */
import { mostPromptTokens } from './attachments/tokens.js';
import { readJson } from './body.js';
import type { Endpoint, Outgoing, Preparation } from './endpoint.js';
import { instruct } from './instructions.js';
import type { Settings } from './options.js';
import { applyPolicy, withInstructions } from './policy.js';
import { badBody, badField } from './refusal.js';
import { sourcesEvent } from './sources.js';

const answerTypes = new Map([
  ['text/event-stream', 'text/event-stream; charset=utf-8'],
  ['application/json', 'application/json; charset=utf-8'],
]);

export function chatEndpoint(settings: Settings): Endpoint {
  const { path, upstream, key } = settings;
  return {
    path,
    upstream,
    key,
    media: 'application/json',
    accept: [...answerTypes.keys()].join(', '),
    answerType: (type) => answerTypes.get(type),
    prepare: (request, preparation) => prepare(request, preparation, settings),
  };
}

async function prepare(request: Request, { head, report }: Preparation, settings: Settings): Promise<Outgoing> {
  const read = await readJson(request, settings.maxBodyBytes, settings.timeouts.body);
  if ('problem' in read) throw badBody(read.problem);
  report.bytesIn = read.bytes;
  const countsTokens =
    settings.onUsage !== undefined ||
    [settings.limits?.visitor, settings.limits?.total].some((each) => each?.tokens !== undefined);
  const verdict = applyPolicy(read.value, settings.policy, countsTokens);
  if ('problem' in verdict) throw badField(verdict.problem);
  report.model = verdict.body.model;
  report.messages = verdict.body.messages.length;
  const { text, sources } = await instruct(settings, { messages: verdict.body.messages, request: head });
  const body = withInstructions(verdict.body, text);
  return {
    body: JSON.stringify(body),
    type: 'application/json',
    tokens() {
      const prompt = mostPromptTokens(body);
      return { prompt, most: prompt + (body.max_completion_tokens ?? 0) * (body.n ?? 1) };
    },
    opening: sources.length > 0 ? sourcesEvent(sources, { id: report.id, model: body.model }) : '',
  };
}
