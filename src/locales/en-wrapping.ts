/** The word of the button that wraps the lines of code, in English. It comes with the part that shows it. */
export const wrappingWords = {
  wrapLines: 'Wrap lines',
};
