/** The words of what a visitor attaches, in English. They come with the part that takes it. Names and sizes are put in. */
export const attachmentWords = {
  attach: 'Attach files',
  takePhoto: 'Take a photo',
  attachments: 'Attached files',
  dropHere: 'Drop files here to attach them.',
  removeAttachment: (name: string) => `Remove ${name}`,
  retryUpload: (name: string) => `Upload ${name} again`,
  preparing: 'Preparing…',
  uploading: (percent: number) => `Uploading, ${percent} %`,
  /** Said by screen readers. */
  attached: (names: string) => `Attached: ${names}`,
  removed: (name: string) => `Removed: ${name}`,
  attachmentProblem: {
    tooMany: (most: number) =>
      most === 1 ? 'Not attached: only 1 file can go along.' : `Not attached: only ${most} files can go along.`,
    tooLarge: (most: string) => `Too large: at most ${most}.`,
    wrongType: 'Files of this type cannot be attached here.',
    empty: 'This file is empty.',
    folder: 'Folders cannot be attached. Choose the files in it.',
    unreadable: 'This file cannot be read.',
    unreadablePicture: 'This browser cannot open this picture. Save it as JPEG or PNG, and attach that.',
    tooManyPixels: 'This picture has too many pixels. Make it smaller, and attach that.',
    uploadFailed: 'The upload has failed.',
  },
};
