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
  accent: "The colour of the brand: buttons, the visitor's messages, links, the header.",
  background: 'The background of the whole chat.',
  text: 'The colour of text. All colours that are derived from it change with it.',
  muted: 'The colour of text that matters less: times, notes, the placeholder.',
  border: 'The colour of lines and frames.',
  surface: 'The background of the input, and of the question whether a tool may run.',
  error: 'The colour of errors, and of the number of unread replies.',
  'focus-ring': 'The colour of the frame around the focused element.',
  'font-family': 'The typeface of everything but code.',
  'font-size': 'The size of text; all other sizes follow it.',
  radius: 'The radius of corners; smaller pieces have a part of it.',
  spacing: 'The space between and inside of things.',
  'content-max-width': 'The largest width of messages and input in a wide chat.',
  width: 'The width of the chat.',
  height: 'The height of the chat.',
  'user-background': "The background of the visitor's messages.",
  'user-text': "The text colour of the visitor's messages.",
  'assistant-background': 'The background of replies.',
  'assistant-text': 'The text colour of replies.',
  'assistant-padding': 'The space around the text of a reply, for replies with a background.',
  link: 'The colour of links in replies.',
  'code-background': 'The background of code.',
  'code-white-space': '`pre`: long lines of code scroll. `pre-wrap`: they wrap.',
  'code-text': 'The text colour of code.',
  shadow: 'The shadow of the panel of a floating chat.',
  'launcher-size': 'The size of the button that opens a floating chat.',
  'inset-inline': 'The distance of a floating chat from the side of the window.',
  'inset-block': 'The distance of a floating chat from the top or bottom of the window.',
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
