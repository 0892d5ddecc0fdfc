/** The words of what waits to be sent, in English. They come with the part that shows it. */
export const queueWords = {
  takeBack: 'Take back',
};
