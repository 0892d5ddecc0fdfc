/**
 * highlight.js as it is published for browsers: the same code as ES modules. The package carries no types; these are the parts in use.
 */
declare module '@highlightjs/cdn-assets/es/core.min.js' {
  /** A stretch of a language in which other rules hold, as within a comment. A language is one that has no parent. */
  export interface Mode {
    parent?: Mode;
    scope?: string;
    classNameAliases?: Record<string, string>;
    case_insensitive?: boolean;
  }
  export type LanguageFn = (api: unknown) => Mode;
  const core: {
    getLanguage(name: string): Mode | undefined;
    registerLanguage(name: string, language: LanguageFn): void;
    configure(options: { __emitter: new () => object }): void;
    /** `_top`: where the text has ended; `_emitter`: what has been told of it. */
    highlight(code: string, options: { language: string; ignoreIllegals: boolean }): { _top?: Mode; _emitter: object };
  };
  export default core;
}

declare module '@highlightjs/cdn-assets/es/languages/*.min.js' {
  const language: import('@highlightjs/cdn-assets/es/core.min.js').LanguageFn;
  export default language;
}
