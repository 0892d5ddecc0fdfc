// What is loaded only when a conversation needs it. In the classic script `element/lazy.script.ts` stands in the place of this file.
export const importTools = (): Promise<typeof import('./tools.js')> => import('./tools.js');
