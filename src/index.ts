/** Registers `<chat-8080>`: the only module with a side effect. */
import { Chat8080 } from './element/chat-8080.js';
import { say } from './element/hints/hints.js';

// A second copy of the script must not throw, and there is no registry outside a page.
if ('customElements' in globalThis) {
  const first = customElements.get('chat-8080') as { version?: unknown } | undefined;
  // Lit's templates are no XML; left undefined, the element shows what stands in it.
  if (/xml/.test((globalThis as { document?: Document }).document?.contentType ?? '')) say('xml-document');
  else if (first && first !== Chat8080) say('duplicate-script', String(first.version), Chat8080.version);
  else if (!first) customElements.define('chat-8080', Chat8080);
}

export { Chat8080 };
export type { ChatEventDetails, NewMessage } from './element/index.js';
export { ChatError } from './conversation/index.js';
export type {
  ChatErrorCode,
  ChatMessage,
  ContentPart,
  ConversationStatus,
  HeadersOption,
  MessageError,
  MessageStatus,
  Part,
  Tool,
} from './conversation/index.js';

declare global {
  interface HTMLElementTagNameMap {
    'chat-8080': Chat8080;
  }
}
