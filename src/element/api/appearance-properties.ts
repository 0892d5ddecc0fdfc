import type { Locale } from '../../locales/index.js';
import type { MarkdownOptions } from '../../markdown/index.js';
import { number, property, text } from './attributes.js';
import { RequestProperties } from './request-properties.js';

/** A suggestion: what is sent, and what stands on its button where that is something else. */
export type Suggestion = string | { readonly text: string; readonly label?: string };

/** The properties of `<chat-8080>` that say how it looks and what a visitor can do. */
export class AppearanceProperties extends RequestProperties {
  /**
   * The way the chat stands on the page: `inline`, at the place of its tag; `floating`, a button in a corner that opens a panel; `docked`, a
   * button that opens a panel along the side of the page, with a width that the visitor can change; `fullscreen`. Default: `inline`.
   */
  @property({ reflect: true, ...text }) mode: string | undefined;

  /**
   * The corner of a floating chat: `bottom-end`, `bottom-start`, `top-end`, `top-start`. A docked chat takes the side from it. Default:
   * `bottom-end`.
   */
  @property({ reflect: true, ...text }) placement: string | undefined;

  /** Whether the floating panel is open. On a phone the panel covers the page, so there it is closed when the page loads. */
  @property({ reflect: true, type: Boolean }) open = false;

  /** `light` or `dark` decides for the chat alone; `auto` follows the page's `color-scheme`. Default: `auto`. */
  @property({ reflect: true, ...text }) theme: string | undefined;

  /**
   * `page`: accent, corners, font, background and text are read from the page around the chat; variables that you set, and `theme`, win. `none`:
   * the chat has its own. Default: `none`.
   */
  @property(text) themeFrom: string | undefined;

  /** The name of the chat, shown in its header. Default: "Chat". */
  @property(text) label: string | undefined;

  /** The line below the label in the header. An empty text removes the line. Default: "AI assistant". */
  @property(text) subtitle: string | undefined;

  /** The background of the header: `tint`, a little of the accent; `solid`, the accent; `plain`, the background of the panel. Default: `tint`. */
  @property({ reflect: true, ...text }) header: string | undefined;

  /** The words beside the icon on the button of a floating chat, for example "Ask us". */
  @property(text) launcherLabel: string | undefined;

  /**
   * The words in a bubble at the button of a floating chat, some time after the page has loaded. The bubble comes once a visit, and never again
   * after the visitor opened the chat or closed the bubble.
   */
  @property(text) teaser: string | undefined;

  /** The time until the teaser appears, in seconds. Default: 5. */
  @property(number) teaserDelay: number | undefined;

  /** The text in the empty input. Default: "Write a message…". */
  @property(text) placeholder: string | undefined;

  /** The text above an empty conversation. Default: "How can I help?". */
  @property(text) greeting: string | undefined;

  /** The name of the assistant; screen readers say it before each reply. Default: "Assistant". */
  @property(text) assistantName: string | undefined;

  /** URL of the assistant's picture, shown in the header. Default: the first letter of the label. */
  @property(text) avatar: string | undefined;

  /** The small print below the input, for example that answers may be wrong. */
  @property(text) disclaimer: string | undefined;

  /** URL of your privacy policy: a link beside the disclaimer. */
  @property(text) privacy: string | undefined;

  /**
   * A text that the visitor agrees to before anything is sent. The chat asks at the first message, and keeps that message. The answer holds as
   * long as `persist` keeps the conversation, or else for the visit; the event `chat-consent` reports it.
   */
  @property(text) consent: string | undefined;

  /**
   * A link to people: a web page, `mailto:` or `tel:`. The link is in the header, beside errors that a retry will not mend, and below replies
   * that were rated as bad.
   */
  @property(text) contact: string | undefined;

  /** The level of the messages' headings, 2 to 6. The title of the chat is one level above, headings inside a reply are below. Default: 3. */
  @property(number) headingLevel: number | undefined;

  /**
   * `start` scrolls the sent message to the top of the view and stays there; `end` follows the reply while the reader is at its end; `none`
   * never scrolls by itself. Default: `start`.
   */
  @property(text) scrollMode: string | undefined;

  /**
   * What screen readers say when a reply is complete: `auto`, short replies whole, of long ones the beginning and the number of words; `full`,
   * the whole reply; `brief`, only that it is complete; `off`, nothing. Errors, and questions whether a tool may run, are always said. Default:
   * `auto`.
   */
  @property(text) announce: string | undefined;

  /** The key that sends: `enter`; `mod-enter`, which is Control or ⌘ with Enter; `none`. Control or ⌘ with Enter always sends. Default: `enter`. */
  @property(text) submitOn: string | undefined;

  /**
   * Where conversation and draft survive a reload: `none`, nowhere; `session`, in this tab; `local`, in all tabs of this browser. Default:
   * `none`.
   */
  @property(text) persist: string | undefined;

  /**
   * The name under which `persist` stores the conversation. Chats with the same name show the same conversation. Default: `chat-8080:` and the
   * URL of the endpoint, without its query.
   */
  @property(text) storageKey: string | undefined;

  /**
   * Hosts whose images load at once, separated by spaces: `example.com *.example.org`. All other images wait for a click. The property may be an
   * array.
   */
  @property(text) imageHosts: string | readonly string[] | undefined;

  /** Whether `$…$` in replies is a formula. `$$…$$`, `\(…\)` and `\[…\]` always are. */
  @property({ type: Boolean }) math = false;

  /** Disables the chat: nothing can be typed or sent. */
  @property({ reflect: true, type: Boolean }) disabled = false;

  /** Makes the input read-only; messages can be read and copied. */
  @property({ attribute: 'readonly', reflect: true, type: Boolean }) readOnly = false;

  /** The longest message, in characters (UTF-16 units, as in a textarea). */
  @property({ attribute: 'maxlength', ...number }) maxLength: number | undefined;

  /** The name under which the draft is submitted with the surrounding form. */
  @property({ reflect: true, ...text }) name: string | undefined;

  /** Shows two buttons below each reply to rate it; the event `chat-feedback` reports the rating. */
  @property({ type: Boolean }) feedback = false;

  /**
   * Asks what was wrong with a reply that was rated as bad (with `feedback`): up to five reasons, separated by `|`. An empty text shows built-in
   * reasons. The property may be an array.
   */
  @property(text) feedbackReasons: string | readonly string[] | undefined;

  /** Moves the buttons of the header into one menu: new conversation, download, a larger panel, `contact`, and the slot `header-actions`. */
  @property({ type: Boolean }) headerMenu = false;

  /**
   * Shows a button beside the input that writes down what the visitor says: by the browser's speech recognition, which in some browsers sends the
   * sound to the maker of the browser, or by `transcription-endpoint`.
   */
  @property({ type: Boolean }) dictation = false;

  /** Shows a button below each reply that reads the reply aloud: with a voice of the browser, or by `speech-endpoint`. */
  @property({ type: Boolean }) readAloud = false;

  /** Shows when each message was sent. A time is left out where it is the same as the one before. */
  @property({ type: Boolean }) timestamps = false;

  /** Shows the assistant's name and picture above each reply: `assistant-name`, and `avatar` or the first letter of the name. */
  @property({ type: Boolean }) names = false;

  /** Hides the button of a floating chat; your page opens the panel. */
  @property({ type: Boolean }) withoutLauncher = false;

  /** Hides the header with title and buttons. */
  @property({ type: Boolean }) withoutHeader = false;

  /** Hides the button that copies a message. */
  @property({ type: Boolean }) withoutCopy = false;

  /** Keeps visitors from editing messages that they have sent. */
  @property({ type: Boolean }) withoutEdit = false;

  /** Keeps visitors from requesting another version of a reply. */
  @property({ type: Boolean }) withoutRegenerate = false;

  /** Hides the suggested questions of an empty conversation. */
  @property({ type: Boolean }) withoutSuggestions = false;

  /** Writes every event of the chat to the console. */
  @property({ type: Boolean }) debug = false;

  /**
   * Suggested questions as buttons: texts, or `{label, text}`. Suggestions that are set during a conversation stand above the input until
   * something is sent.
   */
  @property({ attribute: false }) suggestions: readonly Suggestion[] | undefined;

  /** Words that replace the built-in ones, by their names in `locales/en-*.ts`. */
  @property({ attribute: false }) strings: Partial<Locale> | undefined;

  /** Renderers for code of some languages: `{mermaid: (code, {signal}) => Node | Promise<Node>}`. */
  @property({ attribute: false }) fences: MarkdownOptions['fences'];
}
