/** The words of what reads replies aloud, in English. They come with its part. */
export const readAloudWords = {
  readAloud: 'Read aloud',
  stopReading: 'Stop reading',
  readingFailed: 'This reply cannot be read aloud right now.',
};
