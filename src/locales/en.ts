/** Every word that the widget shows or speaks. English is the type: another language that misses a string does not compile. */
export const en = {
  label: 'Chat',
  placeholder: 'Write a message…',
  greeting: 'How can I help?',

  you: 'You',
  assistant: 'Assistant',
  /** The heading of a message, for screen readers. */
  said: (name: string) => `${name} said:`,
  transcript: 'Messages',
  message: 'Message',

  send: 'Send',
  stop: 'Stop',
  retry: 'Try again',

  waiting: 'Waiting for the reply…',
  waitingToRetry: 'No answer yet. Trying again…',
  stopped: 'Stopped.',
  cut: 'The reply reached its length limit.',
  empty: 'The reply is empty.',
  notSetUp: 'This chat is not set up yet. Please come back later.',

  /** What a visitor reads when a reply fails, by the code of the error. */
  errors: {
    configuration: 'This chat is not set up correctly. Please tell the people who run this site.',
    offline: 'You seem to be offline. Check your connection and try again.',
    blocked: 'The assistant cannot be reached right now.',
    unauthorised: 'The assistant refused this request. You may have to sign in again.',
    forbidden: 'The assistant is not available to you here.',
    'not-found': 'The assistant cannot be found. Please tell the people who run this site.',
    'bad-request': 'The assistant did not understand this request.',
    'context-length':
      'This conversation has become too long for the assistant. A shorter message, or a new conversation, will work.',
    'rate-limited': 'The assistant is getting too many requests right now. Please wait a moment and try again.',
    quota: 'The assistant is not available at the moment. Please try again later.',
    'content-filter': 'The assistant will not answer this.',
    server: 'The assistant has a problem at the moment. Please try again.',
    'not-a-stream': 'The assistant sent something that cannot be shown.',
    protocol: 'A part of the reply could not be read.',
    interrupted: 'The reply broke off. What came is kept.',
    stalled: 'The assistant has stopped answering.',
    'tool-limit': 'The assistant did not come to an end with its tools.',
    aborted: 'The reply was stopped.',
  },
};
