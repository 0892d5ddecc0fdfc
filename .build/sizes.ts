/** What a visitor pays for each file of the classic script: its bytes in brotli, beside what they may be. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { parts, type PartName } from '../src/parts.js';

export interface Size {
  /** What is paid for, in words. */
  name: string;
  /** Paths in the folder of the build. */
  files: string[];
  bytes: number;
  /** The most that the bytes may be. */
  budget: number;
}

export interface Sizes {
  /** Until the composer takes text, and until a first reply is drawn. */
  visitor: Size[];
  /** Each part that is fetched on demand; of the languages of code, the largest. */
  onDemand: Size[];
  /** For those who import an entry by itself. */
  entries: Size[];
  /** What breaks the build, in words. */
  faults: string[];
}

/** What no part has a budget for. */
export const limits = {
  /**
   * 28 kB until it had a face: the header's line and letter, colours that any accent can be seen in, one button that stops and sends. 28.5 kB until
   * what a reply draws on, and its pictures and speech, were read. 29.3 kB until it had what sites ask for: the names of what the part `extras`
   * brings, the places where that draws, and the door that `consent` closes. 29.7 kB until it had places for what is attached and dictated, their attributes, and kept pictures apart.
   */
  composer: 30_500,
  /** Of that budget, for what is to come. */
  keptFree: 200,
  /**
   * 51 kB until the chat dialect: its repairs of what models write cost 4 kB, and are needed from the first reply on. 55 kB until the face, whose
   * 0.4 kB of the script and 0.8 kB of the transcript every visitor sees. 56.5 kB until numbers in the
   * text led to their sources, and pictures were shown. 58.4 kB until the script had what sites ask for, and the transcript plain words for tools.
   */
  firstReply: 60_400,
  floatingReply: 63_800,
  /** highlight.js's largest language, Mathematica, is five times the next one. */
  language: 31_500,
  markdown: 19_500,
};

const script = 'chat-8080.js';
const fileOf = (part: string): string => `chat-8080/${part}.js`;
const atOnce: PartName = 'transcript';

/** @param folder where the build is */
export function readSizes(folder: string, { composer, keptFree, firstReply, floatingReply, language, markdown } = limits): Sizes {
  const faults: string[] = [];
  const bytesOf = (file: string): number => {
    if (existsSync(join(folder, file))) return brotliCompressSync(readFileSync(join(folder, file))).length;
    faults.push(`${file} is not there.`);
    return 0;
  };
  const size = (name: string, files: string[], { budget, free = 0 }: { budget: number; free?: number }): Size => {
    const bytes = files.reduce((sum, file) => sum + bytesOf(file), 0);
    if (bytes > budget) faults.push(`${name}: ${inDigits(bytes)} bytes are more than ${inDigits(budget)}.`);
    else if (bytes > budget - free) {
      faults.push(`${name}: ${inDigits(budget - bytes)} of ${inDigits(budget)} bytes are free; ${inDigits(free)} are to be.`);
    }
    return { name, files, bytes, budget };
  };

  const files = readdirSync(join(folder, 'chat-8080'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, sep).length).replaceAll(sep, '/'));
  const languages = files.filter((file) => /^chat-8080\/languages\/[\w-]+\.js$/.test(file));
  const largest = languages.toSorted((one, other) => bytesOf(other) - bytesOf(one)).slice(0, 1);
  const licences = ['chat-8080/LICENSE', 'chat-8080/licenses.md']; // fetched by nobody's page
  const known = new Set([...Object.keys(parts).map(fileOf), ...languages, ...licences]);
  for (const file of files) {
    if (!known.has(file.replace(/\.map$/, ''))) faults.push(`${file} is no part of src/parts.ts.`);
  }

  return {
    visitor: [
      size('until the composer takes text', [script], { budget: composer, free: keptFree }),
      size('until a first reply is drawn', [script, fileOf(atOnce)], { budget: firstReply }),
      size('the same, floating', [script, fileOf(atOnce), fileOf('floating')], { budget: floatingReply }),
    ],
    onDemand: [
      ...Object.entries(parts)
        .filter(([name]) => name !== atOnce)
        .map(([name, part]) => size(name, [fileOf(name)], part)),
      size('the largest language of code', largest, { budget: language }),
    ],
    entries: [size('chat-8080/markdown', ['markdown.js'], { budget: markdown })],
    faults: [...new Set(faults)],
  };
}

export const inDigits = (bytes: number): string => bytes.toLocaleString('en');
