/** The words of a message that is edited, in English. They come with the part that edits. */
export const editingWords = {
  save: 'Send',
  cancel: 'Cancel',
  editing: 'Editing your message. Escape cancels.',
};
