/** What the inline parser hands to the writer: a flat list, so that no depth of nesting costs stack. */

import type { CitedSource } from '../syntax/citations.js';
import type { TagName } from '../syntax/html-syntax.js';

export type Wrapper = 'em' | 'strong' | 'del' | TagName;

interface TextToken {
  kind: 'text' | 'code';
  text: string;
}

interface BreakToken {
  kind: 'break';
}

/** A run of `*`, `_` or `~`, or a tag. It is written as: what it closes, the characters left over, what it opens. */
export interface DelimiterToken {
  kind: 'delimiter';
  /** Of a tag: the tag as it is written. */
  character: string;
  /** Of a tag. */
  tag: TagName | undefined;
  /** Where it stands in the list of tokens. */
  index: number;
  /** Characters in the run as written, and those not used yet. */
  length: number;
  count: number;
  canOpen: boolean;
  canClose: boolean;
  /** It may not close by the characters beside it, but does if bold was opened by such a run: `**Price:**12`. */
  slips: boolean;
  closes: Wrapper[];
  /** Innermost first. */
  opens: Wrapper[];
  previous: DelimiterToken | undefined;
  next: DelimiterToken | undefined;
}

/** `[` or `![`: text, until its `]` makes it a link or an image. */
export interface BracketToken {
  kind: 'bracket';
  image: boolean;
  index: number;
  /** Where the text between the brackets starts. */
  from: number;
  /** A link before it has taken this opener out of play: links hold no links. */
  active: boolean;
  /** Another bracket has opened since: the text between is no label. */
  nested: boolean;
  previous: BracketToken | undefined;
  /** The next `[` outside this bracket, past any `![`. */
  outerLink: BracketToken | undefined;
  delimiter: DelimiterToken | undefined;
  target: Target | undefined;
  /** For an image: the index of the token that closes it. */
  close: number;
  /** Left out, because it will be a link if the text goes on as it began. */
  hidden: boolean;
}

export interface Target {
  /** As written, with escapes and references undone. */
  destination: string;
  title: string | undefined;
}

interface CloseToken {
  kind: 'close';
}

interface AutolinkToken {
  kind: 'autolink';
  text: string;
  destination: string;
  /** Without pointed brackets (GFM); inside a link it is text. */
  literal: boolean;
}

/** The number of a source in brackets. */
export interface CitationToken {
  kind: 'citation';
  number: string;
  source: CitedSource;
}

export interface MathToken {
  kind: 'math';
  /** With its delimiters: what is shown if it cannot be set. */
  source: string;
  tex: string;
  display: boolean;
}

export type Token =
  TextToken | BreakToken | DelimiterToken | BracketToken | CloseToken | AutolinkToken | CitationToken | MathToken;
