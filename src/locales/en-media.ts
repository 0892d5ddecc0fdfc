/** The words of pictures in messages, in English. They come with the part that shows them. */
export const mediaWords = {
  openPicture: 'Open the picture',
  savePicture: 'Save',
  closePicture: 'Close',
};
