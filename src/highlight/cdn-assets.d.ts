/**
 * highlight.js as it is published for browsers: the same code as ES modules. The package carries no types; these are the parts in use.
 */
declare module '@highlightjs/cdn-assets/es/core.min.js' {
  export type LanguageFn = (api: unknown) => object;
  const core: {
    getLanguage(name: string): object | undefined;
    registerLanguage(name: string, language: LanguageFn): void;
    highlight(code: string, options: { language: string; ignoreIllegals: boolean }): { value: string };
  };
  export default core;
}

declare module '@highlightjs/cdn-assets/es/languages/*.min.js' {
  const language: import('@highlightjs/cdn-assets/es/core.min.js').LanguageFn;
  export default language;
}
