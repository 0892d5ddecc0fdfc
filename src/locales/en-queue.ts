/** The words of what waits to be sent, in English. They come with the part that shows it. */
export const queueWords = {
  /** The list of messages that were sent while a reply was coming. */
  queued: 'Waiting to be sent',
  takeBack: 'Take back',
};
