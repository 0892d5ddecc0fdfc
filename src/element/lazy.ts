// What is loaded when the element is first used, not before. In the classic script `lazy.script.ts` stands in the place of this file.

/** The renderer of replies: by itself more than half as large as everything else together. */
export const importMarkdown = (): Promise<typeof import('../markdown/index.js')> => import('../markdown/index.js');
