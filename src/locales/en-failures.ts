/** The words of replies that fail, in English. They come with the part that shows them. */
export const failureWords = {
  waitingToRetry: (left: string) => (left ? `No answer yet. Trying again in ${left}…` : 'No answer yet. Trying again…'),
  retryIn: (left: string) => `Try again in ${left}`,
  /** What a visitor reads when a reply fails, by the code of the error. */
  errors: {
    configuration: 'This chat is not set up correctly. Please tell the people who run this site.',
    offline: 'You seem to be offline. Check your connection and try again.',
    blocked: 'The assistant cannot be reached right now. Please try again later.',
    unauthorized: 'The assistant refused this request. You may have to sign in again.',
    forbidden: 'The assistant is not available to you here. Please tell the people who run this site.',
    'not-found': 'The assistant cannot be found. Please tell the people who run this site.',
    'bad-request': 'The assistant did not understand this request. Please write it in another way.',
    'context-length': 'This conversation is too long for the assistant. Write less, or begin a new one.',
    'rate-limited': 'Many people are asking right now. Please try again in a moment.',
    quota: 'The assistant is not available at the moment. Please try again later.',
    'content-filter': 'The assistant will not answer this. You can ask something else.',
    'unsupported-content': 'The assistant cannot read what you attached. Please send your message without it.',
    server: 'The assistant has a problem at the moment. Please try again.',
    'not-a-stream': 'The assistant sent something that cannot be shown. Please tell the people who run this site.',
    protocol: 'A part of the reply could not be read. You can ask for it again.',
    interrupted: 'The reply was interrupted. Everything received so far is still here. You can try again.',
    stalled: 'The assistant has stopped answering. Please try again.',
    'tool-limit': 'The assistant kept using tools and never answered. Please ask for a smaller step.',
    aborted: 'The reply was stopped.',
  },
};
