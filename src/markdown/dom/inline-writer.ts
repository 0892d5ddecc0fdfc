/**
 * Tokens → DOM. Writes over what an earlier pass left behind its starting place: a node that is right already is kept, a text that has
 * grown is appended to, so a selection in it survives.
 */
import { bound, directionOf, neutralise } from '../syntax/characters.js';
import { createElement, setAttributes, type Attributes, type ElementName } from './elements.js';
import { cutAt, longestText } from './text-nodes.js';

/** Behind so many short text nodes in a row a short one is appended to, or a text that comes letter by letter would be as many nodes. */
const mostInRow = 8;
const shortText = 256;

/**
 * In characters. A longer text goes on in pieces, lines of their own, and those far from the view are not laid out: Chromium lays out a whole
 * paragraph anew for each change in it, and 10 MB took 2 s (Chromium 143, November 2026). No reply of a model comes near it.
 */
const longestPiece = 65_536;
const space = /[ \n]/g;

/** Elements nest this deep inside a block; deeper ones are left out, and their text is shown. */
const deepest = 100;

interface Level {
  parent: Element;
  /** The next node of an earlier pass. */
  next: ChildNode | null;
}

/** Where a later pass goes on: in `text`, after its first `offset` characters, or after `text` where `offset` is undefined. */
export interface Place {
  node: ChildNode | null;
  offset: number | undefined;
  /** The piece that it is in, and how much is in it. */
  piece?: Element | undefined;
  length?: number;
}

/** It ends a row of short text nodes that is long enough. */
function isCrowded(last: Text): boolean {
  let count = 0;
  for (let node: Node | null = last; node?.nodeType === 3 && (node as Text).length < shortText; node = node.previousSibling) {
    if (++count > mostInRow) return true;
  }
  return false;
}

/** Which nodes were made for which key: see `InlineWriter.node`. */
const keys = new WeakMap<Node, string>();

export class InlineWriter {
  readonly #document: Document;
  readonly #outer: Level[] = [];
  #level: Level;
  /** So many elements were left out because they were too deep. */
  #omitted = 0;
  #pending = '';
  /** Not in a cell: its column is as wide as what is laid out. */
  readonly #divides: boolean;
  #piece: Element | undefined;
  /** Characters in the piece. */
  #length: number;
  /** Of the words that have been written, not of code between them. */
  direction: 'ltr' | 'rtl' | undefined;

  constructor(
    parent: Element,
    /** Nothing has been written there yet: reading what is there would cost as much as writing it. */
    fresh: boolean,
    place: Place | undefined,
  ) {
    this.#document = parent.ownerDocument;
    this.#divides = !/^t[dh]$/.test(parent.localName);
    this.#length = place?.length ?? 0;
    this.#piece = place?.piece;
    if (this.#piece) {
      this.#outer.push({ parent, next: this.#piece.nextSibling });
      parent = this.#piece;
    }
    let next = fresh ? null : parent.firstChild;
    if (place?.node) {
      if (place.offset === undefined || place.node.nodeType !== 3) next = place.node.nextSibling;
      else {
        next = place.node;
        this.#pending = (place.node as Text).data.slice(0, place.offset);
      }
    }
    this.#level = { parent, next };
  }

  /** Text as it is to be seen: what is dangerous in it has been dealt with. */
  rawText(text: string): void {
    this.#length += text.length;
    if (this.#length > longestPiece) text = this.#divide(text);
    this.#pending += text;
    this.direction ??= this.#level.parent.localName === 'code' ? undefined : directionOf(text);
  }

  text(text: string): void {
    this.rawText(bound(neutralise(text)));
  }

  /**
   * Pieces end at the first space from their longest length on that stands in no element: where they do depends on the text alone.
   * @returns what is left of the text
   */
  #divide(text: string): string {
    while (this.#length > longestPiece && this.#divides && this.#outer.length === (this.#piece ? 1 : 0)) {
      space.lastIndex = Math.max(0, longestPiece - this.#length + text.length);
      if (!space.test(text)) break;
      this.#pending += text.slice(0, space.lastIndex);
      text = text.slice(space.lastIndex);
      if (this.#piece) this.close();
      this.open('span', { class: 'piece' });
      this.#piece = this.#level.parent;
      this.#length = text.length;
    }
    return text;
  }

  open(name: ElementName, attributes?: Attributes): void {
    if (this.#outer.length === deepest) {
      this.#omitted++;
      return;
    }
    this.#flush();
    const { parent, next } = this.#level;
    this.#outer.push(this.#level);
    if (next && (next as Element).localName === name && !keys.has(next)) {
      this.#level.next = next.nextSibling;
      this.#level = { parent: next as Element, next: next.firstChild };
      if (attributes) setAttributes(next as Element, attributes);
    } else this.#level = { parent: parent.insertBefore(createElement(this.#document, name, attributes), next), next: null };
  }

  close(): void {
    if (this.#omitted > 0) {
      this.#omitted--;
      return;
    }
    this.#clear();
    this.#level = this.#outer.pop() ?? this.#level;
  }

  /** A node that is more than text and wrappers: kept as it is, with what the reader did to it, while its key stays. */
  node(key: string, create: () => ChildNode): void {
    this.#flush();
    const { parent, next } = this.#level;
    if (next && keys.get(next) === key) {
      this.#level.next = next.nextSibling;
      return;
    }
    const node = create();
    keys.set(node, key);
    parent.insertBefore(node, next);
  }

  /** The place after everything written so far; only on the outermost level. */
  place(): Place {
    const pending = this.#pending;
    this.#flush();
    const { parent, next } = this.#level;
    const node = next ? next.previousSibling : parent.lastChild;
    const place: Place = { node, offset: undefined, piece: this.#piece, length: this.#length };
    if (pending === '' || node?.nodeType !== 3) return place;
    const { data } = node as Text;
    if (data.length >= longestText) return place;
    // Reopened, so that what follows goes into the same text node.
    this.#level.next = node;
    this.#pending = data;
    return { ...place, offset: data.length };
  }

  /** Closes everything and removes what an earlier pass had beyond it. */
  finish(): void {
    this.#omitted = 0;
    while (this.#outer.length > 0) this.close();
    this.#clear();
  }

  /** The level is written; what an earlier pass had behind it goes. */
  #clear(): void {
    this.#flush();
    for (let node = this.#level.next; node;) {
      const following = node.nextSibling;
      node.remove();
      node = following;
    }
  }

  #flush(): void {
    let text = this.#pending;
    this.#pending = '';
    while (text !== '') {
      const to = text.length > longestText * 1.25 ? cutAt(text, longestText) : text.length;
      this.#textNode(text.slice(0, to));
      text = text.slice(to);
    }
  }

  /**
   * What has grown gets a node for what is new. Chromium copies the whole paragraph to append to a node in it (`InlineNode::SetTextWithOffset`):
   * a paragraph of 10,000 tokens at 17,000 a second took 188 ms, and takes 167 (Chromium 143, November 2026).
   */
  #textNode(data: string): void {
    const level = this.#level;
    let rest = data;
    while (rest !== '' && level.next?.nodeType === 3) {
      const node = level.next as Text;
      level.next = node.nextSibling;
      if (!rest.startsWith(node.data)) {
        if (node.data.startsWith(rest)) node.deleteData(rest.length, node.length - rest.length);
        else node.data = rest;
        return;
      }
      rest = rest.slice(node.length);
      if (rest !== '' && level.next?.nodeType !== 3 && isCrowded(node)) {
        node.appendData(rest);
        return;
      }
    }
    if (rest !== '') level.parent.insertBefore(this.#document.createTextNode(rest), level.next);
  }
}
