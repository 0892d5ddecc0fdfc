/** The hints of the console, as rows of a table: what the line says, and what to do. */
import { hintTexts, type HintCode } from '../../src/element/hints/hint-texts.js';
import type { Named } from './doc-comments.js';

/** What the line itself does not say, or not to whoever meets it for the first time. */
const remedies: Record<HintCode, string> = {
  'missing-endpoint': 'Set `endpoint` to the address of [your proxy](proxy.md).',
  'missing-part':
    'Copy the folder `chat-8080/` beside the script, or name it: [The folder of parts](getting-started.md#the-folder-of-parts).',
  'key-in-page': 'Revoke the key, and let [the proxy](proxy.md) hold the new one.',
  'unknown-attribute': 'Write the attribute as in [the list](attributes.md#attributes-and-properties).',
  'unknown-slot': 'Write the slot as in [the list](attributes.md#slots).',
  'unclosed-tag': 'End the tag with `</chat-8080>`.',
  'shared-storage-key': 'Give each chat a `storage-key` of its own, or leave it if one conversation is meant.',
  'xml-document': 'Serve the page as `text/html`.',
  'invalid-number': 'Write digits only.',
  'invalid-value': 'Write one of the values that the line names.',
  'invalid-json': 'Mend the JSON: quotation marks around names, no comma at the end.',
  'unknown-option': 'Write the name as in [the list](attributes.md#attributes-and-properties).',
  'invalid-list': 'Write the value as a list, in brackets.',
  'invalid-message': 'Give the message a role and a content. Text for the model alone belongs into `instructions`.',
  'invalid-tool': 'Give the tool a `name` and `execute`: see [Tools](tools.md).',
  'invalid-confirm': 'Set `confirm` to true, false or a function.',
  'upload-failed': 'Look for the error in the function that you gave to `upload`.',
  'unchecked-schema': 'Check these keywords in `execute`: see [Tools](tools.md#what-of-inputschema-is-checked).',
  'mixed-content': 'Serve the endpoint over `https:`.',
  'duplicate-script': 'Remove one of the two script tags.',
  'request-configuration': 'Check `endpoint`, `params` and `headers`.',
  'request-blocked':
    'Open the address in a tab. If it answers there, allow the origin of the page ([`origins`](proxy.md#options)) or mend [`connect-src`](security.md#content-security-policy).',
  'request-unauthorized': 'Set the environment variable `_8080_API_KEY` of the proxy, or let the visitor sign in.',
  'request-forbidden': 'Add the origin of the page to `origins`, or the model to `models`, of [the proxy](proxy.md#options).',
  'request-not-found': 'Set `endpoint` to the whole address, or to a base that ends in `/v1`.',
  'request-bad-request': 'Look in the answer (developer tools, network) for the field that was refused.',
  'request-context-length': 'Lower `max-history` or `max-history-characters`.',
  'request-unsupported-content':
    'Leave that kind of file out of `accept`, or choose a model that takes it: see [Attachments](attachments.md).',
  'request-rate-limited': 'Wait, or raise [`limits`](proxy.md#limits) of the proxy or of the service.',
  'request-quota': 'Raise the budget of the account, or `limits.total` of [the proxy](proxy.md#limits).',
  'request-content-filter': 'Nothing in the page; the service decides.',
  'request-server': 'Read the log of the server.',
  'request-not-a-stream': 'Open the address in a tab: it answers with a page instead of a reply.',
  'request-protocol': "Set `endpoint` to the server's address for chat completions.",
  'request-interrupted': 'Look for a time-out of a server in between: see [Servers](servers.md).',
  'request-stalled': 'Switch buffering off in the server in between: see [Servers](servers.md).',
  'request-tool-limit': 'Look at what `execute` returns: does it hold what the model needs?',
  'audio-request': 'Open the address in a tab, and read the log of the server: see [Voice](attachments.md#voice).',
  'request-offline': 'Nothing: the message waits until the browser is online.',
  'request-aborted': 'Nothing: the visitor, or your page, has stopped the reply.',
};

const escaped = (text: string): string => text.replaceAll(/[<*_[\]]/g, '\\$&');

const texts: Record<string, (...details: string[]) => string> = hintTexts;

/** Some lines are nothing but the error, or begin with it. */
const saying = (text: string): string =>
  text === 'ERROR' ? 'The words of the error alone.' : escaped(text.replace(/^ERROR /, 'ERROR: '));

/** In place of each detail stands its name, in capitals. */
export function hintRows(): (Named & { further: string })[] {
  return Object.entries(texts).map(([code, say]) => {
    const [, parameters = ''] = /^\(?([^)=]*)\)?\s*=>/.exec(say.toString()) ?? [];
    const names = parameters.split(',').map((name) => name.trim().toUpperCase());
    return {
      name: `\`${code}\``,
      description: saying(say(...names)),
      further: remedies[code as HintCode],
    };
  });
}
