/** GFM's autolinks without brackets: `www.`, `http://`, `https://` and e-mail addresses (GFM 6.9). */
import { characterBefore, isWhitespace } from '../syntax/characters.js';

export interface Autolink {
  text: string;
  destination: string;
}

const candidate = /https?:\/\/|www\.|@/gi;
// 253 characters is the longest name that DNS allows; the bound keeps candidates inside one another from being read again and again.
const host = /[\p{L}\p{N}_.-]{1,253}/uy;
const emailHost = /[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/iy;
const localPart = /[a-z0-9.+_-]/i;
const trailing = /[?!.,:*_~'"’…]/;

/**
 * The rest of a URL: to GFM's `<`, and to quotation marks, a dash, Chinese and full-width punctuation, which come without a space before them.
 * Inside brackets it ends with them, or it would swallow the link around it.
 */
const path = /[^\s\p{Cc}<“”„«»—\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufe30-\ufe6f]*/uy;
const pathInBracket = new RegExp(path.source.replace('<', '<\\]'), 'uy');
/**
 * A host, and what is none of its own: no top-level domain has ASCII characters and then those of a script that is written without spaces,
 * so another word begins with these; or the `'s` of a genitive.
 */
const hostAndWord =
  /^((?:\w+:\/\/)?[^/?#]*[.:][a-z\d-]+)(?:['’]|[\u0e00-\u0eff\u3041-\u9fff\uac00-\ud7ff\u{20000}-\u{3ffff}][^./?#]*(?:[/?#]|\.*$))/iu;
/** The same where a slash follows: what comes behind that need not be read, or URLs side by side would be read once for each. */
const hostAndSlash = new RegExp(hostAndWord.source.replace('|\\.*$', ''), 'iu');

/** GFM leaves out trailing punctuation, a `)` without its `(`, and a trailing character reference. */
function trimEnd(text: string, from: number, to: number): number {
  let end = to;
  let open = 0;
  let close = 0;
  for (let at = from; at < end; at++) {
    if (text[at] === '(') open++;
    else if (text[at] === ')') close++;
  }
  for (; end > from; end--) {
    const character = text.charAt(end - 1);
    if (character === ')') {
      if (close <= open) break;
      close--;
    } else if (character === ';') {
      // Bounded, or a line of semicolons would be read once for each of them.
      const reference = /&[a-z0-9]{1,31};$/i.exec(text.slice(Math.max(from, end - 33), end));
      if (!reference) break;
      end -= reference[0].length - 1;
    } else if (!trailing.test(character)) break;
  }
  return end;
}

/** At least one dot unless a scheme names it a host already, no empty segment, no underscore in the last two (GFM 6.9). */
function isHost(host: string, dotted: boolean): boolean {
  const name = host.replace(/[._-]+$/, '');
  return /^(?:(?:[^.]+\.)*[^._]+\.)?[^._]+$/.test(name) && (!dotted || name.includes('.'));
}

/** Finds autolinks in rising order: asked so, the text is read about once however many candidates there are. */
export class AutolinkFinder {
  readonly #text: string;
  readonly #end: number;
  /** Where the next candidate starts; Infinity: there is none. An e-mail address starts before its `@`. */
  start = Infinity;
  #found = '';
  #foundAt = 0;

  constructor(text: string, from: number, end: number) {
    this.#text = text;
    this.#end = end;
    this.#advance(from, from);
  }

  /** Drops candidates that start before `from`: what stands there has been read as something else. */
  skipTo(from: number): void {
    while (this.start < from) this.#advance(this.#foundAt + this.#found.length, from);
  }

  /** The candidate at `start`, if it is one, and moves on to the next. */
  take(inBracket: boolean): Autolink | undefined {
    const autolink = this.#found === '@' ? this.#email() : this.#url(inBracket);
    const from = autolink ? this.start + autolink.text.length : this.#foundAt + this.#found.length;
    this.#advance(from, autolink ? from : this.start);
    return autolink;
  }

  #advance(searchFrom: number, lowest: number): void {
    candidate.lastIndex = searchFrom;
    const match = candidate.exec(this.#text);
    if (!match || match.index >= this.#end) {
      this.start = Infinity;
      return;
    }
    this.#found = match[0].toLowerCase();
    this.#foundAt = match.index;
    this.start = match.index;
    if (this.#found === '@') while (this.start > lowest && localPart.test(this.#text.charAt(this.start - 1))) this.start--;
  }

  #url(inBracket: boolean): Autolink | undefined {
    const start = this.start;
    const www = this.#found === 'www.';
    const before = characterBefore(this.#text, start);
    if (www ? !(isWhitespace(before) || /[*_~([\]\u3001-\u301f（，：；]/.test(before)) : /[a-z]/i.test(before)) return undefined;
    const hostStart = www ? start : start + this.#found.length;
    host.lastIndex = hostStart;
    const name = host.exec(this.#text)?.[0];
    if (name === undefined || !isHost(name, www)) return undefined;
    // Three more: `://`.
    let text = hostAndSlash.exec(this.#text.slice(start, Math.min(host.lastIndex + 3, this.#end)))?.[1];
    if (text === undefined) {
      const rest = inBracket ? pathInBracket : path;
      rest.lastIndex = host.lastIndex;
      rest.test(this.#text);
      const end = trimEnd(this.#text, start, Math.min(rest.lastIndex, this.#end));
      if (end <= hostStart) return undefined;
      const url = this.#text.slice(start, end);
      text = hostAndWord.exec(url)?.[1] ?? url;
    }
    return { text, destination: www ? `http://${text}` : text };
  }

  #email(): Autolink | undefined {
    const { start } = this;
    const foundAt = this.#foundAt;
    if (start === foundAt || /[/a-z0-9]/i.test(characterBefore(this.#text, start))) return undefined;
    emailHost.lastIndex = foundAt + 1;
    const name = emailHost.exec(this.#text)?.[0];
    if (name === undefined || /[-_]$/.test(name) || !/[a-z]/i.test(name.slice(name.lastIndexOf('.')))) return undefined;
    const end = Math.min(foundAt + 1 + name.length, this.#end);
    const text = this.#text.slice(start, end);
    return { text, destination: `mailto:${text}` };
  }
}
