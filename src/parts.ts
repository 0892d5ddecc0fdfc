/**
 * The table of parts: what is fetched late, each by one request, under the name that its file has. The entries of the ES build, the files of
 * the classic script and the report of sizes are made from it; a name that is not in it does not compile.
 */
export interface Part {
  /** The module in this folder. */
  readonly module: string;
  /** The most that it may cost a visitor, in bytes of brotli. */
  readonly budget: number;
}

export const parts = {
  /** Fetched at once after the script: how messages look and what can be done with them, with the Markdown renderer. */
  transcript: { module: 'element/parts/transcript.ts', budget: 25_000 },

  /** These: on demand. */
  floating: { module: 'element/parts/floating.ts', budget: 3_500 },
  persistence: { module: 'element/parts/persistence.ts', budget: 5_500 },
  'kept-media': { module: 'element/parts/kept-media.ts', budget: 900 },
  clearing: { module: 'element/parts/clearing.ts', budget: 500 },
  copying: { module: 'element/parts/copying.ts', budget: 1_800 },
  editing: { module: 'element/parts/editing.ts', budget: 1_000 },
  failure: { module: 'element/parts/failure.ts', budget: 1_400 },
  queue: { module: 'element/parts/queue.ts', budget: 800 },
  'page-theme': { module: 'element/parts/page-theme.ts', budget: 1_500 },
  dictation: { module: 'element/parts/dictation.ts', budget: 4_400 },
  'read-aloud': { module: 'element/parts/read-aloud.ts', budget: 2_400 },
  extras: { module: 'element/parts/extras.ts', budget: 6_300 },
  attachments: { module: 'element/parts/attachments.ts', budget: 6_900 },
  keys: { module: 'element/parts/keys.ts', budget: 1_000 },
  speech: { module: 'element/parts/speech.ts', budget: 2_500 },
  media: { module: 'element/parts/media.ts', budget: 2_000 },
  sources: { module: 'element/parts/sources.ts', budget: 1_800 },
  'tool-card': { module: 'element/parts/tool-card.ts', budget: 2_300 },
  tools: { module: 'conversation/tools.ts', budget: 2_100 },
  attached: { module: 'conversation/attached.ts', budget: 800 },
  'json-child': { module: 'element/api/json-child.ts', budget: 600 },
  'page-check': { module: 'element/hints/page-check.ts', budget: 600 },
  'hint-texts': { module: 'element/hints/hint-texts.ts', budget: 2_000 },
  'locales/de': { module: 'locales/de.ts', budget: 3_100 },
  'locales/es': { module: 'locales/es.ts', budget: 2_900 },
  'locales/fr': { module: 'locales/fr.ts', budget: 3_100 },
  'entity-table': { module: 'markdown/syntax/entity-table.ts', budget: 10_000 },
  'math-syntax': { module: 'markdown/syntax/math-syntax.ts', budget: 1_200 },
  math: { module: 'math/math.ts', budget: 52_000 },
  bylines: { module: 'element/parts/bylines.ts', budget: 1_100 },
  code: { module: 'element/parts/code.ts', budget: 1_100 },
  highlight: { module: 'highlight/highlight.ts', budget: 10_500 },
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof parts;
