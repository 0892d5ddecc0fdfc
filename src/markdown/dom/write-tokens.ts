/** Inline tokens → calls of the writer: which elements, with which attributes. */
import type { RenderContext } from '../context.js';
import type { BracketToken, CitationToken, Target, Token } from '../inlines/tokens.js';
import { formula, targetToShow } from '../syntax/claims.js';
import { neutralise, reveal } from '../syntax/characters.js';
import { allowImage, allowLink, allowSource, type Link } from '../syntax/urls.js';
import type { Attributes } from './elements.js';
import { createMath } from './formulas.js';
import { createImage } from './images.js';
import type { InlineWriter } from './inline-writer.js';

/** A part of a list of tokens. */
interface Stretch {
  tokens: readonly Token[];
  from: number;
  to: number;
}

/** The words in a stretch, as an image's alternative text has them. */
function plainText({ tokens, from, to }: Stretch, math?: string): string {
  let text = '';
  for (let index = from; index < to; index++) {
    const token = tokens[index];
    switch (token?.kind) {
      case 'text':
      case 'code':
      case 'autolink':
        text += token.text;
        break;
      case 'math':
        text += math ?? token.source;
        break;
      case 'citation':
        text += `[${token.number}]`;
        break;
      case 'delimiter':
        text += token.character.repeat(token.count);
        break;
      case 'bracket':
        if (!token.target && !token.hidden) text += token.image ? '![' : '[';
        break;
      case 'break':
        break;
    }
  }
  return text;
}

/** What stands beside a link is read so far: in tokens, and in characters, of which a host has no more. */
const mostTokens = 50;
const longestHost = 253;

/** Where a word ends that stands before something, and where one that stands behind it. */
const ends = { before: /^.*[ \n]/s, after: /[ \n].*/s };
/** Beside a URL that is its own text a letter or a separator of a script that is written without spaces ends it too. */
const beside = '[\u0e00-\u0eff\u3001\u3008-\u3011\u3041-\u30fa\u30fc-\u9fff\uac00-\ud7ff，（）；！？]';
const endsBesideUrl = {
  before: new RegExp(`^.*(?:[ \n]|${beside}[：。]?$)`, 's'),
  after: new RegExp(`[ \n].*|^[：。]?${beside}.*`, 's'),
};

/** The text of a link, from a token to another, with what stands beside it without a space: a reader takes it for one word. */
function wordAround({ tokens, from, to }: Stretch, word = ends): string {
  const before = plainText({ tokens, from: Math.max(0, from - mostTokens), to: from }, formula).slice(-longestHost);
  const after = plainText({ tokens, from: to, to: Math.min(tokens.length, to + mostTokens) }, formula).slice(0, longestHost);
  // How small nested tags are, and where they stand, is not known.
  const moved = tokens.slice(from, to).some((token) => token.kind === 'delimiter' && /^s[mu]/.test(token.opens[0] ?? ''));
  // Without `^` a space would be looked for from each of the characters.
  return (
    before.replace(word.before, '') +
    plainText({ tokens, from, to }, formula) +
    after.replace(word.after, '') +
    (moved ? formula : '')
  );
}

function writeTarget(writer: InlineWriter, text: string, link: Link): void {
  const target = targetToShow(text, link);
  if (target === undefined) return;
  writer.open('span', { class: 'link-host' });
  writer.text(` (${target})`);
  writer.close();
}

function openLink(writer: InlineWriter, link: Link, { title, ...more }: Attributes): void {
  writer.open('a', {
    href: link.href,
    // Or Hebrew in an address turns its host and its path round: `bank.com/א/https://evil.test`.
    dir: 'auto',
    rel: 'noopener noreferrer nofollow ugc',
    target: '_blank',
    part: 'link',
    // Last, where an element that gets one later has it too.
    title: title === undefined ? undefined : neutralise(title),
    ...more,
  });
}

function writeCitation(writer: InlineWriter, { strings, target }: RenderContext, { number, source }: CitationToken): void {
  const link = allowSource(source.url, target.baseURI);
  if (!link) {
    writer.rawText(`[${number}]`);
    return;
  }
  const name = neutralise(source.title ?? link.host);
  const label = strings.source.replace('{number}', number);
  openLink(writer, link, {
    title: source.title,
    class: 'citation',
    part: 'link citation',
    'aria-label': `${label}: ${name}`,
  });
  writer.rawText(number);
  writer.close();
}

function writeImage(writer: InlineWriter, context: RenderContext, { target, words }: { target: Target; words: string }): void {
  const alt = neutralise(words);
  const title = neutralise(target.title ?? '');
  const source = allowImage(target.destination, context.target.baseURI);
  if (source) writer.node(`image ${source.href} ${alt} ${title}`, () => createImage(context, source, { alt, title }));
  else writer.rawText(alt);
}

export function writeTokens(writer: InlineWriter, context: RenderContext, { tokens, from, to }: Stretch): void {
  const between = ({ index, close }: BracketToken): string => plainText({ tokens, from: index + 1, to: close });
  let link: { target: Link; text: string } | undefined;
  for (let index = from; index < to; index++) {
    const token = tokens[index];
    switch (token?.kind) {
      case 'text':
        writer.text(token.text);
        break;
      case 'code':
        writer.open('code', { translate: 'no' });
        writer.rawText(reveal(token.text));
        writer.close();
        break;
      case 'break':
        writer.open('br');
        writer.close();
        break;
      case 'delimiter':
        for (let count = token.closes.length; count > 0; count--) writer.close();
        if (token.count > 0) writer.rawText(token.character.repeat(token.count));
        for (let open = token.opens.length - 1; open >= 0; open--) writer.open(token.opens[open] ?? 'em');
        break;
      case 'bracket':
        if (token.target && token.image) {
          writeImage(writer, context, { target: token.target, words: between(token) });
          index = token.close;
        } else if (token.target) {
          const target = allowLink(token.target.destination, context.target.baseURI);
          if (!target) break;
          link = { target, text: `${wordAround({ tokens, from: index + 1, to: token.close })} ${token.target.title ?? ''}` };
          openLink(writer, target, { title: token.target.title });
        } else if (!token.hidden) writer.rawText(token.image ? '![' : '[');
        break;
      case 'close':
        if (!link) break;
        writer.close();
        writeTarget(writer, link.text, link.target);
        link = undefined;
        break;
      case 'autolink': {
        const target = allowLink(token.destination, context.target.baseURI);
        if (target) openLink(writer, target, {});
        writer.text(token.text);
        if (!target) break;
        writer.close();
        // An address without a host is its own text.
        if (target.host !== '') writeTarget(writer, wordAround({ tokens, from: index, to: index + 1 }, endsBesideUrl), target);
        break;
      }
      case 'citation':
        writeCitation(writer, context, token);
        break;
      case 'math':
        writer.node(token.source, () => createMath(context, token));
        break;
    }
  }
}
