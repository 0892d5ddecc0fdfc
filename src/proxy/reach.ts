/** What an owner sets leaves room for a question: a limit that no request can meet is a chat that never answers, and visitors would find it. */
import { mostPromptTokens } from './attachments/tokens.js';
import { checkBody, type ChatBody } from './fields.js';
import type { Settings } from './options.js';
import { withInstructions } from './policy.js';

/** @throws TypeError where not even the shortest question would be answered. */
export function assertReach({ policy, instructions, maxBodyBytes, origins, limits }: Settings): void {
  const never = 'so that every request would be refused';
  if (origins.origins.length === 0) throw new TypeError(`origins: the list is empty, ${never}.`);
  if (policy.models.length === 0) throw new TypeError(`models: the list is empty, ${never}.`);
  const { kinds, remoteImages } = policy.attachments;
  if (remoteImages.length > 0 && !kinds.includes('image')) {
    throw new TypeError("remoteImages: images are refused as long as attachments has no 'image'.");
  }
  const questions = policy.models.map((model): ChatBody => ({ model, messages: [{ role: 'user', content: '?' }] }));
  for (const question of questions) {
    if (checkBody(question)) throw new TypeError(`models: '${question.model}' is a name that no request can have.`);
  }
  const bytes = Math.min(...questions.map((question) => new TextEncoder().encode(JSON.stringify(question)).length));
  if (maxBodyBytes < bytes) {
    throw new TypeError(`maxBodyBytes: ${maxBodyBytes} is less than the ${bytes} bytes of the shortest question, ${never}.`);
  }
  // What a function will say is not known yet.
  const text = typeof instructions === 'string' ? instructions : '';
  const tokens = Math.min(...questions.map((question) => mostPromptTokens(withInstructions(question, text)))) + 1;
  for (const name of ['visitor', 'total'] as const) {
    const limit = limits?.[name]?.tokens ?? Infinity;
    if (limit >= tokens) continue;
    const least = `less than the ${tokens} that the shortest question reserves with a reply of one token`;
    throw new TypeError(`limits.${name}.tokens: ${limit} is ${least}, ${never}.`);
  }
}
