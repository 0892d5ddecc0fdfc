import type { ChatMessage } from '../../conversation/index.js';
import { messageText } from '../../conversation/index.js';
import type { Chat8080 } from '../chat-8080.js';
import { submitOnOf } from '../api/appearance.js';
import type { ClearController } from '../panel/clear-controller.js';
import { ComposerController, isComposing, submits, type SubmitOn } from './composer-controller.js';
import type { CopyController } from '../message/copy-controller.js';
import type { EditController } from '../message/edit-controller.js';
import type { Tell } from '../api/events.js';
import { FocusController } from '../panel/focus-controller.js';
import type { importMessages } from '../parts/lazy.js';
import type { ScrollController } from '../transcript/scroll-controller.js';
import type { MessageActions } from '../message/message-view.js';
import type { TranscriptKeys } from '../transcript/transcript-keys-controller.js';

/** What the visitor does, and what comes of it: every key and every button ends here. */
export class VisitorController {
  readonly composer: ComposerController;
  /** These: once their chunk is there. */
  clearing: ClearController | undefined;
  copy: CopyController | undefined;
  edit: EditController | undefined;
  keys: TranscriptKeys | undefined;
  wordsOf: ((drawn: readonly Element[]) => string) | undefined;
  readonly focus: FocusController;
  readonly feedback = new Map<string, 'good' | 'bad'>();

  constructor(
    private readonly host: Chat8080,
    private readonly tell: Tell,
    /** There is a server to ask, and nobody who is still answering. */
    private readonly canSend: () => boolean,
  ) {
    this.composer = new ComposerController(host, {
      submitOn: () => this.submitOn,
      send: () => this.#sendDraft(),
      editLast: () => this.#editLast(),
    });
    this.focus = new FocusController(host);
    host.addEventListener('command', this.#onCommand);
  }

  /** To be called when the chunk has come. */
  equip(
    {
      ClearController: Clear,
      CopyController: Copy,
      EditController: Edit,
      TranscriptKeys: Keys,
      wordsOf,
    }: Awaited<ReturnType<typeof importMessages>>,
    scroll: () => ScrollController | undefined,
  ): void {
    this.wordsOf = wordsOf;
    this.clearing = new Clear(this.host, this.feedback, scroll);
    this.copy = new Copy(this.host);
    this.edit = new Edit(this.host, {
      means: (event, what) => (what === 'send' ? submits(event, this.submitOn) : event.key === what && !isComposing(event)),
      save: (id, content) => this.#send(content, () => this.host.edit(id, content)),
      end: () => this.focus.focusComposer(),
    });
    this.keys = new Keys(this.host);
    this.host.requestUpdate();
  }

  get submitOn(): SubmitOn {
    return submitOnOf(this.host);
  }

  readonly actions: MessageActions = {
    retry: () => this.#ask(() => this.host.retry()),
    continueReply: () => this.#ask(() => this.host.continueReply()),
    regenerate: (id) => this.#ask(() => this.host.regenerate(id)),
    edit: (message) => {
      if (this.canSend()) this.edit?.begin(message.id, messageText(message));
    },
    copy: (message) => this.#copy(message),
    choose: (id, button) => {
      if (this.host.conversation.busy) return;
      this.focus.next = `[id="${CSS.escape(id)}"] .${button}`;
      this.host.conversation.choose(id);
    },
    feedback: (message, value) => this.#rate(message, value),
    approve: (callId) => {
      this.host.conversation.approve(callId);
      this.focus.focusComposer();
    },
    deny: (callId) => {
      this.host.conversation.deny(callId);
      this.focus.focusComposer();
    },
  };

  readonly send = (): void => {
    this.#sendDraft();
    this.host.focus({ preventScroll: true });
  };

  /** A suggestion is sent as it is; what the visitor has written meanwhile stays. */
  readonly suggest = (text: string): void => {
    this.#send(text, () => this.host.send(text));
    this.focus.focusComposer();
  };

  readonly stop = (): void => {
    this.host.stop();
    this.focus.focusComposer();
  };

  readonly clear = (event: MouseEvent): void => {
    if (this.clearing) this.clearing.press(event.detail);
    else this.host.clear();
    this.focus.focusComposer();
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    this.keys?.onKeydown(event);
    if (event.key === 'Escape' && !event.defaultPrevented && !isComposing(event)) this.#escape(event);
    keepFromPage(event);
  };

  readonly onTranscriptClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>('.markdown a[href]');
    if (link && !this.tell('chat-link', { href: link.href })) event.preventDefault();
    const code = target.closest('.code-copy')?.closest('.code')?.querySelector('code');
    if (code) this.tell('chat-copy', { text: code.textContent, message: this.#messageAround(code) });
  };

  #messageAround(element: Element): ChatMessage | undefined {
    const id = element.closest('.message')?.id;
    return this.host.messages.find((message) => message.id === id);
  }

  #sendDraft(): void {
    const text = this.composer.value;
    // Enter while a reply is coming keeps the text: it is sent when its writer says so again.
    if (text.trim() === '') return;
    this.#send(text, () => {
      this.host.value = '';
      return this.host.send(text);
    });
  }

  #send(content: string, send: () => Promise<unknown>): boolean {
    const isSent = this.canSend() && this.tell('chat-send', { content });
    if (isSent) void send();
    return isSent;
  }

  #ask(ask: () => Promise<unknown>): void {
    if (this.canSend()) void ask();
    this.focus.focusComposer();
  }

  #editLast(): void {
    const last = this.host.messages.findLast(({ role }) => role === 'user');
    if (last && !this.host.withoutEdit) this.actions.edit(last);
  }

  #copy(message: ChatMessage): void {
    const text = messageText(message);
    const drawn = this.host.renderRoot.querySelectorAll(`[id="${CSS.escape(message.id)}"] .text`);
    void this.copy?.copy(message.id, text, [...drawn]);
    this.tell('chat-copy', { text, message });
  }

  #rate(message: ChatMessage, value: 'good' | 'bad'): void {
    const before = this.feedback.get(message.id);
    if (before === value) this.feedback.delete(message.id);
    else this.feedback.set(message.id, value);
    this.host.requestUpdate();
    this.tell('chat-feedback', { message, value: before === value ? undefined : value });
  }

  /** One thing a press: an edit ends itself; then the reply, then the panel. */
  #escape(event: KeyboardEvent): void {
    const { host } = this;
    if (host.conversation.busy) host.stop();
    else if (host.open) host.hide();
    else return;
    event.preventDefault(); // or the browser would close a modal panel as well
  }

  /** `<button commandfor="chat" command="--toggle">`: the page opens the chat without a script. */
  readonly #onCommand = (event: Event): void => {
    const { host } = this;
    const commands: Record<string, () => void> = {
      '--show': () => host.show(),
      '--hide': () => host.hide(),
      '--toggle': () => host.toggle(),
      '--stop': () => host.stop(),
      '--clear': () => host.clear(),
    };
    commands[(event as Event & { command: string }).command]?.();
  };
}

/** Seen from the page a key comes from <chat-8080>, no text field; its hotkeys would take each letter for a command. */
export function keepFromPage(event: KeyboardEvent): void {
  if (event.target instanceof HTMLTextAreaElement || event.defaultPrevented) event.stopPropagation();
}
