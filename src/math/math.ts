export type SetMath = (document: Document, tex: string, display: boolean) => Node;
export const setMath: SetMath = () => {
  throw new Error('not yet');
};
