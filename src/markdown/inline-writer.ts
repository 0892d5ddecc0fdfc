// Tokens → DOM. Writes over what an earlier pass left behind its starting place: a node that is right already is kept, a text that has
// grown is appended to, so a selection in it survives.
import { directionOf, neutralise } from './characters.js';
import { createElement, setAttributes, type Attributes, type ElementName } from './elements.js';

/** Text nodes hold about this many characters: appending to a long one costs its length. */
const longestText = 8192;
/** Elements nest this deep inside a block; deeper ones are left out, and their text is shown. */
const deepest = 100;

interface Level {
  parent: Element;
  /** The next node of an earlier pass. */
  next: ChildNode | null;
  /** False for a level that was too deep to be created. */
  real: boolean;
}

/** Where a later pass goes on: in `text`, after its first `offset` characters, or after `text` where `offset` is undefined. */
export interface Place {
  node: ChildNode | null;
  offset: number | undefined;
}

/** Which nodes were made for which key: see `InlineWriter.node`. */
const keys = new WeakMap<Node, string>();

export class InlineWriter {
  private readonly levels: Level[] = [];
  private level: Level;
  private readonly document: Document;
  private pending = '';
  /** Of what has been written. */
  direction: 'ltr' | 'rtl' | undefined;

  constructor(
    parent: Element,
    /** Nothing has been written there yet: reading what is there would cost as much as writing it. */
    fresh: boolean,
    place: Place | undefined,
  ) {
    this.document = parent.ownerDocument;
    let next = fresh ? null : parent.firstChild;
    if (place?.node) {
      if (place.offset === undefined || place.node.nodeType !== 3) next = place.node.nextSibling;
      else {
        next = place.node;
        this.pending = (place.node as Text).data.slice(0, place.offset);
      }
    }
    this.level = { parent, next, real: true };
  }

  /** Text as it is to be seen: what is dangerous in it has been dealt with. */
  rawText(text: string): void {
    this.pending += text;
    this.direction ??= directionOf(text);
  }

  text(text: string): void {
    this.rawText(neutralise(text));
  }

  open(name: ElementName, attributes?: Attributes): Element | undefined {
    if (this.levels.length >= deepest) {
      this.levels.push(this.level);
      this.level = { ...this.level, real: false };
      return undefined;
    }
    this.flush();
    const { parent, next } = this.level;
    let element: Element;
    let within: ChildNode | null = null;
    if (next && next.nodeType === 1 && (next as Element).localName === name && !keys.has(next)) {
      element = next as Element;
      this.level.next = next.nextSibling;
      within = element.firstChild;
      if (attributes) setAttributes(element, attributes);
    } else {
      element = createElement(this.document, name, attributes);
      parent.insertBefore(element, next);
    }
    this.levels.push(this.level);
    this.level = { parent: element, next: within, real: true };
    return element;
  }

  close(): void {
    const outer = this.levels.pop();
    if (!outer) return;
    if (this.level.real) {
      this.flush();
      this.clear();
    } else outer.next = this.level.next;
    this.level = outer;
  }

  /** A node that is more than text and wrappers: kept as it is, with what the reader did to it, while its key stays. */
  node(key: string, create: () => ChildNode): void {
    this.flush();
    const { parent, next } = this.level;
    if (next && keys.get(next) === key) {
      this.level.next = next.nextSibling;
      return;
    }
    const node = create();
    keys.set(node, key);
    parent.insertBefore(node, next);
  }

  empty(name: ElementName): void {
    this.open(name);
    this.close();
  }

  /** The place after everything written so far; only on the outermost level. */
  place(): Place {
    const pending = this.pending;
    this.flush();
    const { parent, next } = this.level;
    const node = next ? next.previousSibling : parent.lastChild;
    if (pending === '' || node?.nodeType !== 3) return { node, offset: undefined };
    const { length } = (node as Text).data;
    if (length >= longestText) return { node, offset: undefined };
    // Reopened, so that what follows goes into the same text node.
    this.level.next = node;
    this.pending = (node as Text).data;
    return { node, offset: length };
  }

  /** Closes everything and removes what an earlier pass had beyond it. */
  finish(): void {
    while (this.levels.length > 0) this.close();
    this.flush();
    this.clear();
  }

  private clear(): void {
    for (let node = this.level.next; node;) {
      const following = node.nextSibling;
      node.remove();
      node = following;
    }
    this.level.next = null;
  }

  private flush(): void {
    let text = this.pending;
    if (text === '') return;
    this.pending = '';
    while (text.length > longestText * 1.25) {
      let cut = longestText;
      const unit = text.charCodeAt(cut);
      if (unit >= 0xdc00 && unit <= 0xdfff) cut++;
      this.textNode(text.slice(0, cut));
      text = text.slice(cut);
    }
    this.textNode(text);
  }

  private textNode(data: string): void {
    const { parent, next } = this.level;
    if (next?.nodeType !== 3) {
      parent.insertBefore(this.document.createTextNode(data), next);
      return;
    }
    const node = next as Text;
    this.level.next = node.nextSibling;
    if (node.data === data) return;
    if (data.startsWith(node.data)) node.appendData(data.slice(node.length));
    else if (node.data.startsWith(data)) node.deleteData(data.length, node.length - data.length);
    else node.data = data;
  }
}
