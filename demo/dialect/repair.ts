/** What a repair of the chat dialect is: see index.ts. */
export interface Repair {
  /** A few words: what is repaired. */
  readonly name: string;
  /** The rule, in two lines at most. */
  readonly rule: string;
  /** What a model writes, and the HTML that is drawn for it. */
  readonly examples: readonly (readonly [markdown: string, html: string])[];
  /** The examples of CommonMark 0.31.2 that it changes, by number, with what is drawn instead. Default: none. */
  readonly commonmark?: Readonly<Record<number, string>>;
  /** The same of GFM's, by their names in test/markdown/gfm.test.ts. */
  readonly gfm?: Readonly<Record<string, string>>;
  /** Why an example's open end may show characters that its whole does not have. Default: no open end does. */
  readonly wavers?: string;
}
