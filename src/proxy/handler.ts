import { speechEndpoint } from './audio/speech.js';
import { transcriptionEndpoint } from './audio/transcription.js';
import { chatEndpoint } from './chat.js';
import { Exchange } from './exchange.js';
import { isAt } from './head.js';
import { createLimiter } from './limit.js';
import { withDefaults, type ChatProxyOptions } from './options.js';
import { assertKinds } from './kinds.js';
import { assertNames } from './names.js';
import { assertNumbers } from './numbers.js';
import { assertOriginRules } from './origins.js';
import { assertReach } from './reach.js';
import type { Connection } from './visitor.js';

/** @param connection What the runtime knows beside the request; needed where something is limited by address. */
export type ChatProxy = (request: Request, connection?: Connection) => Promise<Response>;

/**
 * Makes the handler. It keeps no state of its own (the memory store of `limits` is the one exception, and replaceable), so any
 * number of machines may run it side by side.
 *
 * @throws TypeError for options that make no sense: a name that there is not, an upstream that is no URL, an origin that is none, a cap that is
 * no number, a switch that is no boolean, a limit that no request can meet.
 */
export function createChatProxy(options: ChatProxyOptions = {}): ChatProxy {
  assertNames(options);
  const settings = withDefaults(options);
  assertKinds(settings);
  assertNumbers(settings);
  assertOriginRules(settings.origins);
  if (!settings.path.startsWith('/')) throw new TypeError(`path: '${settings.path}' must begin with a slash.`);
  assertReach(settings);
  const { transcription, speech, timeouts } = settings;
  const chat = chatEndpoint(settings);
  const endpoints = [
    chat,
    ...(transcription ? [transcriptionEndpoint(transcription, timeouts.body)] : []),
    ...(speech ? [speechEndpoint(speech, timeouts.body)] : []),
  ];
  const limiter = settings.limits && createLimiter(settings.limits, timeouts.functions);
  return (request, connection = {}) => {
    // A path that is nobody's is refused by the first.
    const endpoint = endpoints.find(({ path }) => isAt(path, request)) ?? chat;
    return new Exchange({ endpoint, settings, limiter }, request, connection).answer();
  };
}
