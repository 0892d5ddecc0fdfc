/** The words of what only some pages ask for, in English. They come with the part that shows it. */
export const extrasWords = {
  /** The button of the header that opens a list of further buttons, and that list. */
  menu: 'More',
  download: 'Download conversation',
  larger: 'Larger panel',
  smaller: 'Smaller panel',
  contact: 'Contact us',
  privacy: 'Privacy',
  /** What a visitor answers who is asked before the first message is sent. */
  agree: 'Agree and send',
  decline: 'Do not send',
  whatWasWrong: 'What was wrong?',
  /** Up to five. */
  feedbackReasons: ['It is not correct', 'It does not answer my question', 'It is not complete', 'It is hard to understand'],
  comment: 'Tell us more (optional)',
  sendFeedback: 'Send feedback',
  feedbackSent: 'Thank you for your feedback.',
  dismiss: 'Close',
  /** The edge of a panel at the side of the page. */
  width: 'Width of the chat',
};
