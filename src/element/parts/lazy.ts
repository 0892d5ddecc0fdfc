// What is loaded when it is first needed, not before. In the classic script `lazy.script.ts` stands in the place of this file.
import type { Language, Locale } from '../../locales/index.js';
import { loaders } from '../../locales/loaders.js';

/** The renderer of replies: by itself more than half as large as everything else together. */
export const importMarkdown = (): Promise<typeof import('../../markdown/index.js')> => import('../../markdown/index.js');

/** No page shows a message before its visitor has written something, or it has brought some along. */
export const importMessages = (): Promise<typeof import('./messages.js')> => import('./messages.js');

/** Nobody but the owner of a page that is not set up well needs these. */
export const importHintTexts = (): Promise<typeof import('../hints/hint-texts.js')> => import('../hints/hint-texts.js');

/** The words of a language beside English. */
export const importLocale = (language: Language): Promise<{ readonly locale: Locale }> => loaders[language]();

/** Most chats stand in the page. */
export const importFloating = (): Promise<typeof import('./floating.js')> => import('./floating.js');

/** Only pages with `persist` keep anything. */
export const importPersistence = (): Promise<typeof import('../turn/persistence.js')> => import('../turn/persistence.js');

export const importPageCheck = (): Promise<typeof import('../hints/page-check.js')> => import('../hints/page-check.js');

/** Few pages write their options as JSON. */
export const importJsonConfig = (): Promise<typeof import('../api/json-child.js')> => import('../api/json-child.js');
