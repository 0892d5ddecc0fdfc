/** The public CSS variables: their defaults from styles/tokens.ts and the two files beside it, and what each is for from here. */
import { readFileSync } from 'node:fs';

export interface Variable {
  name: string;
  description: string;
  /** CSS, in which a bare name stands for the variable of that name; or, of one that is derived in a way of its own, how, in words. */
  default: string;
}

/** By the name after `--chat-8080-`. */
const descriptions: Record<string, string> = {
  accent: 'The colour of the brand: buttons, what the visitor has written, links, the header.',
  background: 'Behind everything.',
  text: 'The colour of text. With it change all colours that are made of it.',
  muted: 'Text that matters less: times, notes, the placeholder.',
  border: 'Lines and frames.',
  surface: 'Behind the input, and behind the question whether a tool may run.',
  error: 'What went wrong, and the number of unread replies.',
  'focus-ring': 'The frame of what has the focus.',
  'font-family': 'The typeface. That of code is its own.',
  'font-size': 'The size of text, which all other sizes follow.',
  radius: 'How round corners are; smaller pieces have a part of it.',
  spacing: 'Room between and inside of things.',
  'content-max-width': 'How wide messages and input get in a wide chat.',
  width: 'How wide the chat is.',
  height: 'How high the chat is.',
  'user-background': "Behind the visitor's messages.",
  'user-text': "The text of the visitor's messages.",
  'assistant-background': 'Behind replies.',
  'assistant-text': 'The text of replies.',
  'assistant-padding': 'Room around the text of a reply, for one that has a background.',
  link: 'Links in replies.',
  'code-background': 'Behind code.',
  'code-white-space': 'Whether long lines of code scroll, `pre`, or wrap, `pre-wrap`.',
  'code-text': 'Code.',
  shadow: 'Around the panel of a floating chat.',
  'launcher-size': 'The button of a floating chat.',
  'inset-inline': 'How far a floating chat is from the side of the window.',
  'inset-block': 'How far a floating chat is from the top or the bottom of the window.',
};

/** Private variables that defaults name. */
const derived: Record<string, string> = {
  fill: 'the accent, as far as it can be told from the background',
  'on-fill': 'white where it can be read on the accent, else black',
  ink: 'the accent, as light or dark as text has to be',
};

/** In the order of the file; of those that depend on the mode, the default of the usual one. */
export function readVariables(): Variable[] {
  // For browsers without a function the same ones are there again.
  const files = ['tokens', 'message-tokens', 'panel-tokens'];
  const text = files.map((file) => readFileSync(`src/styles/${file}.ts`, 'utf8')).join('\n');
  const styles = text.replace(/@supports[^]*?\n {2}\}/, '');
  const defaults = new Map<string, string>();
  for (const [, name = '', fallback = ''] of styles.matchAll(
    /var\(--chat-8080-([\w-]+),\s*((?:[^()]|\((?:[^()]|\([^()]*\))*\))+)\)/g,
  )) {
    if (!defaults.has(name)) defaults.set(name, fallback.replaceAll(/var\(--_([\w-]+)\)/g, '$1').replaceAll(/\s+/g, ' '));
  }
  const unknown = Object.keys(descriptions).filter((name) => !defaults.has(name));
  if (unknown.length > 0)
    throw new Error(`No style sheet has the variables ${unknown.join(', ')}, which variables.ts describes.`);
  return [...defaults].map(([name, fallback]) => {
    const description = descriptions[name];
    if (description === undefined) throw new Error(`variables.ts does not say what --chat-8080-${name} is for.`);
    return { name: `--chat-8080-${name}`, description, default: derived[fallback] ?? fallback };
  });
}

/** Whether a default is CSS, and not words. */
export const isCss = (fallback: string): boolean => !Object.values(derived).includes(fallback);
