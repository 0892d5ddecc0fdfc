/** The words of replies that fail, in English. They come with the part that shows them. */
export const failureWords = {
  waitingToRetry: (left: string) => (left ? `No answer yet. Trying again in ${left}…` : 'No answer yet. Trying again…'),
  retryIn: (left: string) => `You can try again in ${left}.`,
  /** What a visitor reads when a reply fails, by the code of the error. */
  errors: {
    configuration: 'This chat is not set up correctly. Please tell the people who run this site.',
    offline: 'You seem to be offline. Check your connection and try again.',
    blocked: 'The assistant cannot be reached right now.',
    unauthorized: 'The assistant refused this request. You may have to sign in again.',
    forbidden: 'The assistant is not available to you here.',
    'not-found': 'The assistant cannot be found. Please tell the people who run this site.',
    'bad-request': 'The assistant did not understand this request.',
    'context-length': 'This conversation is too long for the assistant. Write less, or begin a new one.',
    'rate-limited': 'The assistant is getting too many requests right now.',
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
