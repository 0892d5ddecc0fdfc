/** What is loaded only when a conversation needs it. */
export const importTools = (): Promise<typeof import('./tools.js')> => import('./tools.js');
export const importAttached = (): Promise<typeof import('./attached.js')> => import('./attached.js');
