/** What is drawn, as it is copied: without its controls, which mean nothing elsewhere. */

interface Copied {
  html: string;
  text: string;
}

/** The ends of a selection. */
type Ends = Pick<AbstractRange, 'startContainer' | 'startOffset' | 'endContainer' | 'endOffset'>;

/** Neither seen as text nor of use. */
const left = 'button, svg, textarea, [hidden], .code-header, .byline, .actions, .dots';

/** Only hold others. */
const holders = 'div, span, article, bdi, i.mark';

/** White space between what these hold is the templates'. */
const structures = 'div, article, ul, ol, li, table, thead, tbody, tr, blockquote, details, .image';

/** Begin on a line of their own; the first of these after an empty one. */
const paragraphs = 'article, p, h1, h2, h3, h4, h5, h6, pre, table, ul, ol, blockquote, details, .details > .text';
const lines = 'li, tr, div, summary';

/** Mean something without their element too. */
const whole = 'img, input, br, hr, td, th';

const attributes = ['href', 'src', 'alt', 'start', 'dir', 'align', 'type', 'checked', 'disabled', 'open'];

/** A message, to be pasted. */
export function htmlOf(drawn: readonly Element[]): string {
  const writer = new Writer();
  return drawn.map((element) => writer.node(element)).join('');
}

/** What is selected, with what it needs around it to be what it is. */
export function copied(ends: Ends): Copied {
  const writer = new Writer(ends);
  const { startContainer, endContainer } = ends;
  let common: Node = startContainer;
  while (!common.contains(endContainer) && common.parentNode) common = common.parentNode;
  const element = common instanceof Element ? common : common.parentElement;
  const block = element?.closest(`${paragraphs}, ${lines}, td, th`) ?? element;
  const around = block?.matches('pre, ul, ol, table, thead, tbody, tr') ? block.closest('pre, ul, ol, table') : undefined;
  return writer.result(around ? writer.node(around) : block ? writer.children(block) : '');
}

/**
 * Walks what is drawn. Not a clone of it: what is put into an element with dir="auto" costs Chromium a walk through all that is in it already.
 * In Chromium 143 a paragraph of 32,000 words in italics took 3.6 s to clone.
 */
class Writer {
  readonly #ends: Ends | undefined;
  #isInside: boolean;
  #isOver = false;
  readonly #text: string[] = [];
  /** So many line breaks before what comes next. */
  #gap = 0;
  /** A line break was written that its text has too: "a", <br>, "⏎b". */
  #hasBroken = false;

  constructor(ends?: Ends) {
    this.#ends = ends;
    this.#isInside = ends === undefined;
  }

  result(html: string): Copied {
    return { html, text: this.#text.join('') };
  }

  children(element: Element): string {
    const ends = this.#ends;
    const nodes = element.childNodes;
    const from = element === ends?.startContainer ? ends.startOffset : 0;
    const isLast = element === ends?.endContainer;
    const to = isLast ? ends.endOffset : nodes.length;
    let html = '';
    if (from > 0 || element === ends?.startContainer) this.#isInside = true;
    // By `nextSibling`: an index in `childNodes` may cost a walk to it.
    let node: ChildNode | null | undefined = nodes[from];
    for (let index = from; node && index < to && !this.#isOver; index++, node = node.nextSibling) html += this.node(node);
    if (isLast) this.#isOver = true;
    return html;
  }

  node(node: Node): string {
    if (!this.#isInside && !node.contains(this.#ends?.startContainer ?? null)) return '';
    if (node instanceof Text) return this.#textOf(node);
    return node instanceof Element ? this.#element(node) : '';
  }

  #element(element: Element): string {
    if (element.matches(left)) return this.#leave(element);
    if (element.matches('.math')) {
      const source = element.getAttribute('data-source') ?? element.textContent;
      this.#write(source);
      this.#leave(element);
      return asHtml(source);
    }
    const name = element.localName;
    const isTight = element.matches('.tight > li > p');
    const gap =
      isTight || element.matches(lines) || element.matches('li > :is(ul, ol)') ? 1 : element.matches(paragraphs) ? 2 : 0;
    this.#gap = Math.max(this.#gap, gap);
    if (name === 'br') {
      this.#write('\n');
      this.#hasBroken = true;
    } else if (name === 'img') this.#write(element.getAttribute('alt') ?? '');
    else if (name === 'input') this.#write(element.hasAttribute('checked') ? '[x]' : '[ ]');
    else if (element.matches('td + td, th + th')) this.#write('\t');
    const isClosed = this.#ends && name === 'details' && !element.hasAttribute('open');
    const html = isClosed ? this.#closed(element) : this.children(element);
    if (name === 'pre') this.#text.push(this.#text.pop()?.replace(/\n$/, '') ?? '');
    this.#gap = Math.max(this.#gap, gap);
    if (isTight || element.matches(holders)) return html;
    if (html === '' && !element.matches(whole)) return '';
    // Their frames have it.
    const direction = /^(?:pre|table)$/.test(name) ? ` dir="${getComputedStyle(element).direction}"` : '';
    const tag = `<${name}${direction}${attributes.map((attribute) => attributeOf(element, attribute)).join('')}>`;
    return /^(?:br|hr|img|input)$/.test(name) ? tag : `${tag}${html}</${name}>`;
  }

  /** What is not seen is not copied, though it is in the selection; a whole message is. */
  #closed(element: Element): string {
    const summary = element.querySelector('summary');
    const html = summary ? this.node(summary) : '';
    this.#leave(element);
    return html;
  }

  /** An end of the selection may be in what is left out. */
  #leave(element: Element): '' {
    if (element.contains(this.#ends?.startContainer ?? null)) this.#isInside = true;
    if (element.contains(this.#ends?.endContainer ?? null)) this.#isOver = true;
    return '';
  }

  #textOf(node: Text): string {
    const ends = this.#ends;
    const parent = node.parentElement;
    const from = node === ends?.startContainer ? ends.startOffset : 0;
    const to = node === ends?.endContainer ? ends.endOffset : node.length;
    this.#isInside = true;
    if (node === ends?.endContainer) this.#isOver = true;
    let data = node.data.slice(from, to);
    if (data === '' || (!data.trim() && parent?.matches(structures))) return '';
    if (parent?.closest('pre')) {
      this.#write(data);
      return escaped(data);
    }
    if (!parent?.closest('.plain, .html')) data = data.replace(/[ \t]+/g, ' ');
    if (this.#hasBroken) data = data.replace(/^ ?\n/, '');
    this.#write(data);
    return asHtml(data);
  }

  #write(text: string): void {
    if (this.#text.length > 0) this.#text.push('\n'.repeat(this.#gap));
    this.#gap = 0;
    this.#hasBroken = false;
    this.#text.push(text);
  }
}

/**
 * The direction is the one that "auto" has come to: Chromium draws what is written to the clipboard once more, and a table of numbers, none of
 * which has a direction, costs it a square there. In Chromium 143 one of 5,000 rows took 22 s to be copied.
 */
function attributeOf(element: Element, name: string): string {
  const given = element.getAttribute(name);
  const value = given === 'auto' ? getComputedStyle(element).direction : given;
  return value === null ? '' : ` ${name}="${escaped(value)}"`;
}

/** A line that a text ends is seen to end. */
function asHtml(text: string): string {
  return escaped(text).replaceAll('\n', '<br>');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
