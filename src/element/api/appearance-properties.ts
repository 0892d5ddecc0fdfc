import type { Locale } from '../../locales/index.js';
import type { MarkdownOptions } from '../../markdown/index.js';
import { number, property, text } from './attributes.js';
import { RequestProperties } from './request-properties.js';

/** A suggestion: what is sent, and what stands on its button where that is something else. */
export type Suggestion = string | { readonly text: string; readonly label?: string };

/** The properties of `<chat-8080>` that say how it looks and what a visitor can do. */
export class AppearanceProperties extends RequestProperties {
  /**
   * How it stands on the page: `inline`, where the tag is; `floating`, a button in a corner that opens a panel; `docked`, a button that opens a
   * panel along the page's side, whose width the visitor can change; `fullscreen`. Default: `inline`.
   */
  @property({ reflect: true, ...text }) mode: string | undefined;

  /** The corner of a floating chat, and with it the side of a docked one: `bottom-end`, `bottom-start`, `top-end`, `top-start`. Default: `bottom-end`. */
  @property({ reflect: true, ...text }) placement: string | undefined;

  /**
   * Whether the floating panel is open. On a phone, where the panel covers the page, it is closed when the page loads; after that it opens as
   * anywhere.
   */
  @property({ reflect: true, type: Boolean }) open = false;

  /** `light`, `dark` or `auto`: what the page's `color-scheme` says. Default: `auto`. */
  @property({ reflect: true, ...text }) theme: string | undefined;

  /**
   * `page`: accent, corners, font, background and text are those of the page around the chat, as far as they can be read; a variable that is set,
   * and `theme`, stand. `none`: they are the chat's own. Default: `none`.
   */
  @property(text) themeFrom: string | undefined;

  /** The name of the chat, shown in its header. Default: "Chat". */
  @property(text) label: string | undefined;

  /** What stands below the label: by default that a machine answers. An empty text takes the line away. Default: "AI assistant". */
  @property(text) subtitle: string | undefined;

  /** How the header is painted: `tint`, with a little of the accent; `solid`, with all of it; `plain`, as the panel. Default: `tint`. */
  @property({ reflect: true, ...text }) header: string | undefined;

  /** Words beside the icon of a floating chat's button: "Ask us", say. */
  @property(text) launcherLabel: string | undefined;

  /** Words in a bubble at the button of a floating chat, some time after the page has come: once a visit, and never again once it was answered or closed. */
  @property(text) teaser: string | undefined;

  /** The time until the teaser, in seconds. Default: 5. */
  @property(number) teaserDelay: number | undefined;

  /** What stands in the empty input. Default: "Write a message…". */
  @property(text) placeholder: string | undefined;

  /** What stands above an empty conversation. Default: "How can I help?". */
  @property(text) greeting: string | undefined;

  /** Who answers; screen readers say it before each reply. Default: "Assistant". */
  @property(text) assistantName: string | undefined;

  /** URL of an image of who answers, shown in the header. Default: the first letter of the label. */
  @property(text) avatar: string | undefined;

  /** What stands below the input, in small letters. */
  @property(text) disclaimer: string | undefined;

  /** URL of the page that says what becomes of what a visitor writes: a link beside the disclaimer. */
  @property(text) privacy: string | undefined;

  /**
   * What a visitor has to agree to before anything is sent: it is asked when they send for the first time, and what they have written stays. Their
   * answer holds for as long as `persist` keeps the conversation, or else for the visit, and is told by `chat-consent`.
   */
  @property(text) consent: string | undefined;

  /**
   * Where people can be reached: a URL, `mailto:` or `tel:`. It is in the header, beside an error that asking again will not mend, and offered after a
   * bad rating.
   */
  @property(text) contact: string | undefined;

  /** Level of the messages' headings, 2 to 6; the title is one above, a reply's own headings are below. Default: 3. */
  @property(number) headingLevel: number | undefined;

  /**
   * `start` puts a message that is sent at the top of the view and leaves it there, `end` follows the reply to its end while the reader is
   * there, `none` leaves all scrolling to the reader. Default: `start`.
   */
  @property(text) scrollMode: string | undefined;

  /**
   * What screen readers say of a complete reply: `auto`, a short reply whole, of a long one the beginning and the number of words; `full`, all of
   * it; `brief`, that it is complete; `off`, nothing. Errors, and questions whether a tool may run, are always said. Default: `auto`.
   */
  @property(text) announce: string | undefined;

  /** The key that sends: `enter`; `mod-enter`, Control or ⌘ with Enter; `none`. Control or ⌘ with Enter always sends. Default: `enter`. */
  @property(text) submitOn: string | undefined;

  /** Keeps conversation and draft over reloads: `none`, `session` (this tab), `local` (this browser, the same in every tab). Default: `none`. */
  @property(text) persist: string | undefined;

  /**
   * The name under which it is kept: another one for each chat of a page or site; when it changes, so do conversation and draft.
   * Default: `chat-8080:` and the URL of the endpoint, without its query.
   */
  @property(text) storageKey: string | undefined;

  /**
   * Hosts whose images load at once, with spaces between them: `example.com *.example.org`. Of all others a click loads them. As a property it
   * may be an array too.
   */
  @property(text) imageHosts: string | readonly string[] | undefined;

  /** Whether `$…$` in replies is a formula too, as `$$…$$`, `\(…\)` and `\[…\]` always are. */
  @property({ type: Boolean }) math = false;

  /** Nothing can be typed or sent. */
  @property({ reflect: true, type: Boolean }) disabled = false;

  /** The input cannot be changed; messages can be read and copied. */
  @property({ attribute: 'readonly', reflect: true, type: Boolean }) readOnly = false;

  /** The longest message, in characters (UTF-16 units, as in a textarea). */
  @property({ attribute: 'maxlength', ...number }) maxLength: number | undefined;

  /** The draft goes with the form around the element under this name. */
  @property({ reflect: true, ...text }) name: string | undefined;

  /** Shows two buttons below each reply to rate it; a `chat-feedback` event tells. */
  @property({ type: Boolean }) feedback = false;

  /**
   * With `feedback`: asks what was wrong with a reply that was rated as bad. Up to five reasons, with `|` between them, as a property an array too;
   * where it is empty there are some of the chat's own.
   */
  @property(text) feedbackReasons: string | readonly string[] | undefined;

  /**
   * Puts a new conversation, the download of this one, a larger panel, `contact` and what is in the slot `header-actions` behind one button of the
   * header.
   */
  @property({ type: Boolean }) headerMenu = false;

  /**
   * Shows a button beside the input: what the visitor says is written there. By the browser's speech recognition, which in some browsers sends the
   * sound to their maker, or by `transcription-endpoint`.
   */
  @property({ type: Boolean }) dictation = false;

  /** Shows a button below each reply that reads it aloud: by a voice of the browser, or by `speech-endpoint`. */
  @property({ type: Boolean }) readAloud = false;

  /** Shows when each message was sent, as far as it differs from the one before. */
  @property({ type: Boolean }) timestamps = false;

  /** Shows name and picture of who answers above each reply: `assistant-name`, and `avatar` or the first letter of the name. */
  @property({ type: Boolean }) names = false;

  /** A floating chat without its button: the page opens it. */
  @property({ type: Boolean }) withoutLauncher = false;

  /** Without title and header buttons. */
  @property({ type: Boolean }) withoutHeader = false;

  /** Without the button that copies a message. */
  @property({ type: Boolean }) withoutCopy = false;

  /** The visitor cannot edit what was sent. */
  @property({ type: Boolean }) withoutEdit = false;

  /** The visitor cannot ask for another answer. */
  @property({ type: Boolean }) withoutRegenerate = false;

  /** Shows no suggestions. */
  @property({ type: Boolean }) withoutSuggestions = false;

  /** Writes every event of the chat to the console. */
  @property({ type: Boolean }) debug = false;

  /**
   * What a visitor may want to ask first: texts, or `{label, text}`. Those that are set while there are messages stand above the input, until
   * something is sent.
   */
  @property({ attribute: false }) suggestions: readonly Suggestion[] | undefined;

  /** Words in place of the built-in ones, by their names in `locales/en-*.ts`. */
  @property({ attribute: false }) strings: Partial<Locale> | undefined;

  /** Draws code of some languages: `{mermaid: (code, {signal}) => Node | Promise<Node>}`. */
  @property({ attribute: false }) fences: MarkdownOptions['fences'];
}
