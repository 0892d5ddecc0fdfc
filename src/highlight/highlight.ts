export type Highlight = (code: Element, language: string) => Promise<void>;
export const highlight: Highlight = () => Promise.resolve();
