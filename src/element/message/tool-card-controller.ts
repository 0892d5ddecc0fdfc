/** A tool call as it is shown, and the question whether it may run. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ToolCallPart } from '../../conversation/index.js';
import { line } from '../controls/icons.js';
import type { ElementHost } from '../host.js';
import type { MessageView } from './message-view.js';
import { visible } from './visible.js';
import { watchWhole } from './watch-whole.js';

const toolIcon = line('M14 6a4 4 0 0 1 5.5 4.5A4 4 0 0 1 14 14l-6 6-4-4 6-6a4 4 0 0 1 4-5.5L11.5 7l2.5 2.5');

export class ToolCardController implements ReactiveController {
  readonly #host: ElementHost;
  readonly #watched = new WeakSet<Element>();
  /** A question has been drawn since the last update. */
  #hasAsked = false;

  constructor(host: ElementHost) {
    this.#host = host;
    host.addController(this);
  }

  render(view: MessageView, part: ToolCallPart, isQuestion: boolean): TemplateResult {
    if (!isQuestion) return callTemplate(view, part);
    this.#hasAsked = true;
    return questionTemplate(view, part);
  }

  hostUpdated(): void {
    if (!this.#hasAsked) return;
    this.#hasAsked = false;
    for (const card of this.#host.renderRoot.querySelectorAll('.question')) {
      if (!this.#watched.has(card)) watchWhole(card);
      this.#watched.add(card);
    }
  }
}

function callTemplate(
  { style: { strings, tools } }: MessageView,
  { name, state, arguments: given, output }: ToolCallPart,
): TemplateResult {
  const label = shownLabel(tools, name);
  // Where another tab asks, the question is that tab's.
  const says = strings.tool[state === 'approval' ? 'streaming' : state];
  return html`<div class="tool" part="tool">
    <details class="details">
      <summary>${toolIcon}<bdi>${says(label ?? shownName(name))}</bdi></summary>
      ${label === undefined ? nothing : nameTemplate(name)}
      <p class="tool-label">${strings.toolInput}</p>
      ${jsonTemplate(given)}
      ${
        output === undefined
          ? nothing
          : html`<p class="tool-label">${strings.toolOutput}</p>
              ${jsonTemplate(output)}`
      }
    </details>
  </div>`;
}

/** In UTF-16 units, of what is only shown, not asked. Spelled out it may be eight times as long. */
const longestShown = 20_000;

/** Names of tools have at most 64 characters (https://platform.openai.com/docs/api-reference/chat/create); a longer one runs nothing. */
function shownName(name: string): string {
  return visible(name.slice(0, 100));
}

/** What the owner calls the tool; only one that there is, by this very name, has it. */
function shownLabel(tools: MessageView['style']['tools'], name: string): string | undefined {
  const label: unknown = tools?.find((tool) => tool.name === name)?.label;
  return typeof label === 'string' ? visible(label.slice(0, 100)) : undefined;
}

/** What stands behind the words: it is the page's own, and the model's. */
function nameTemplate(name: string): TemplateResult {
  return html`<p class="tool-label" dir="ltr" translate="no"><code>${shownName(name)}</code></p>`;
}

function jsonTemplate(json: string): TemplateResult {
  return html`<code class="tool-json" dir="ltr" translate="no">${visible(json.slice(0, longestShown))}</code>`;
}

/** In UTF-16 units. A longer one is no plain question: the input is shown in its place. */
const longestSentence = 300;

function questionTemplate({ message, style: { strings, tools }, actions }: MessageView, part: ToolCallPart): TemplateResult {
  const { id, name } = part;
  const words = part.question?.trim() ?? '';
  const isPlain = words !== '' && words.length <= longestSentence;
  const asked = isPlain
    ? markedSentence(words, part.arguments)
    : strings.tool.approval(shownLabel(tools, name) ?? shownName(name));
  const key = `${message.id}-${part.round}-${part.call}`; // the call's own id may be anything
  const question = `question-${key}`;
  const hint = `hint-${key}`;
  const approve = ({ currentTarget }: Event): void => {
    if ((currentTarget as Element).getAttribute('aria-disabled') !== 'true') actions.decide(message.id, id, true);
  };
  return html`<div class="tool question" part="tool" role="group" aria-labelledby=${question} tabindex="-1">
    <p class="tool-question" id=${question}><bdi>${asked}</bdi></p>
    ${
      isPlain
        ? html`<details class="details">
            <summary>${strings.toolDetails}</summary>
            ${nameTemplate(name)}
            <code class="tool-json" dir="ltr" translate="no">${laidOut(part.arguments)}</code>
          </details>`
        : html`<code class="tool-json" dir="ltr" translate="no" tabindex="0" role="group" aria-label=${strings.toolInput}
            >${markedJson(laidOut(part.arguments))}</code
          >`
    }
    <button
      class="small-button approve-button"
      part="approve-button"
      type="button"
      aria-disabled="true"
      aria-describedby="${question} ${hint}"
      @click=${approve}
    >
      ${strings.approve}
    </button>
    <button
      class="small-button deny-button"
      part="deny-button"
      type="button"
      aria-describedby=${question}
      @click=${() => actions.decide(message.id, id, false)}
    >
      ${strings.deny}
    </button>
    <span class="tool-hint" id=${hint} hidden>${strings.readInput}</span>
  </div>`;
}

/** What the tool is given, not how the model wrote it: escapes hide words, and white space moves what matters out of sight. */
function laidOut(given: string): string {
  return visible(JSON.stringify(given.trim() === '' ? {} : JSON.parse(given), null, 2));
}

/** Characters between two marks: at most two lines of a narrow panel with large text, so what lies between two that are seen was seen too. */
const betweenMarks = 60;
/** A line is at least so long: a hundred short ones are as high as long ones. */
const shortestLine = 30;
const mark = html`<i class="mark"></i>`;

/**
 * The text with marks, at both ends and all along, by which {@link watchWhole} knows how much of it has been in view. Each piece with an odd
 * number is what the model wrote, and by itself: one that is written from right to left would take the next key, word or number to its other side.
 */
function marked(pieces: readonly string[], dir: 'ltr' | 'auto'): unknown {
  let since = 0;
  const withMarks = (text: string): unknown =>
    text.match(/\n|[^\n]{1,60}/gu)?.map((piece) => {
      since += piece === '\n' ? shortestLine : piece.length;
      if (since < betweenMarks) return piece;
      since = 0;
      return [piece, mark];
    });
  const texts = pieces.map((text, index) => (index % 2 ? html`<bdi dir=${dir}>${withMarks(text)}</bdi>` : withMarks(text)));
  return [mark, texts, mark];
}

function markedJson(json: string): unknown {
  return marked(json.split(/("[^"\\]*(?:\\.[^"\\]*)*")/), 'ltr');
}

/** The owner's words, in which strings of the input may stand. */
function markedSentence(words: string, given: string): unknown {
  const strings = new Set<string>();
  JSON.parse(given.trim() || '{}', (_key, value: unknown) => {
    if (typeof value === 'string' && value.trim() !== '') strings.add(value);
  });
  const found = [...strings].filter((text) => words.includes(text)).sort((one, other) => other.length - one.length);
  const pattern = found.map((text) =>
    text.replace(/[^\p{L}\p{N}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`),
  );
  const pieces = found.length > 0 ? words.split(new RegExp(`(${pattern.join('|')})`, 'u')) : [words];
  return marked(pieces.map(visible), 'auto');
}
