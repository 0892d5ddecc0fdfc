/** The words of pictures in messages, in English. They come with the part that shows them. */
export const mediaWords = {
  openPicture: 'Open the picture',
  savePicture: 'Save',
  closePicture: 'Close',
  /** Of a picture or a recording, where the browser has kept the conversation without it. */
  notKept: (name: string) => `${name}, no longer kept.`,
};
