// `lazy.ts` for the classic script: its chunks are the package's ES modules, which lie beside it wherever it was loaded from. A relative
// import() will not do: in a classic script of another origin Chromium resolves it against `about:blank`.

import type { Language, Locale } from '../../locales/index.js';

/** Known only while the script runs for the first time; a module script is never the current one, so there its tag is looked for. */
const place =
  (document.currentScript as HTMLScriptElement | null)?.src ??
  Array.from(document.scripts, ({ src }) => src).find((src) => /\/chat-8080\.js(?:[?#]|$)/.test(src)) ??
  document.baseURI;

const load = (file: string): Promise<unknown> => import(/* @vite-ignore */ new URL(file, place).href);

export const importMarkdown = () => load('markdown.js') as Promise<typeof import('../../markdown/index.js')>;

export const importMessages = () => load('messages.js') as Promise<typeof import('./messages.js')>;

export const importHintTexts = () => load('hint-texts.js') as Promise<typeof import('../hints/hint-texts.js')>;

export const importLocale = (language: Language) => load(`locales/${language}.js`) as Promise<{ readonly locale: Locale }>;

export const importFloating = () => load('floating.js') as Promise<typeof import('./floating.js')>;

export const importPersistence = () => load('persist.js') as Promise<typeof import('../turn/persistence.js')>;

/** In the place of `conversation/lazy.ts`. */
export const importTools = () => load('tools.js') as Promise<typeof import('../../conversation/tools.js')>;

export const importPageCheck = () => load('page-check.js') as Promise<typeof import('../hints/page-check.js')>;

export const importJsonConfig = () => load('json-config.js') as Promise<typeof import('../api/json-child.js')>;
