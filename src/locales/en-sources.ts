/** The words of a reply's sources, in English. They come with the part that shows them. */
export const sourcesWords = {
  /** Above the list. */
  sources: 'Sources',
  /** Opens the rest of a long list. */
  moreSources: (count: number) => (count === 1 ? '1 more source' : `${count} more sources`),
};
