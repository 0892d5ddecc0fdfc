/** What is loaded only when a conversation needs it. */
export const importTools = (): Promise<typeof import('./tools.js')> => import('./tools.js');
