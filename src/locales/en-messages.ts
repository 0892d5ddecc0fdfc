/** The words of messages and of what can be done with them, in English. They come with the part that shows them. */
export const messageWords = {
  /** The button that scrolls to the end of the transcript, and what it says where something is new there. */
  jumpToLatest: 'Jump to latest',
  newText: 'New text below',
  /** A long message of the visitor, which is cut. */
  showMore: 'Show more',
  showLess: 'Show less',
  retry: 'Try again',
  continueReply: 'Continue',
  regenerate: 'Answer again',
  edit: 'Edit',
  /** On the button of code, whose name is longer. */
  copy: 'Copy',
  copyMessage: 'Copy message',
  copied: 'Copied',
  good: 'Good reply',
  bad: 'Bad reply',
  previous: 'Earlier version',
  next: 'Later version',
  version: (index: number, count: number) => `${index} / ${count}`,
  waiting: 'Waiting for the reply…',
  /** The list of messages that were sent while a reply was coming, and what is said when one more is there. */
  queued: 'Waiting to be sent.',
  waitingForNetwork: 'You are offline. Your message will be sent when you are back online.',
  /** Spoken, where `announce` is `brief`. */
  complete: 'The reply is complete.',
  /** Between two messages, where not all go along with a question any more. */
  sentFrom: 'The assistant sees the conversation from here on.',
  stopped: 'Stopped.',
  truncated: 'The reply reached its length limit.',
  empty: 'The reply is empty.',
  reasoning: 'Thinking…',
  reasoned: (seconds: number) => (seconds > 0 ? `Thought for ${seconds} s` : 'Thought for a moment'),
  audio: 'Audio',
};
