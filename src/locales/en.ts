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
  suggestions: 'Suggestions',

  open: 'Open chat',
  close: 'Close chat',
  /** Added to the name of the button that opens the chat. */
  unread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  clear: 'New conversation',
  restore: 'Restore conversation',
  /** The button that scrolls to the end of the transcript, and what it says where something is new there. */
  jumpToLatest: 'Jump to latest',
  newText: 'New text below',
  /** A long message of the visitor, which is cut. */
  showMore: 'Show more',
  showLess: 'Show less',
  send: 'Send',
  stop: 'Stop',
  retry: 'Try again',
  continueReply: 'Continue',
  regenerate: 'Answer again',
  edit: 'Edit',
  save: 'Send',
  cancel: 'Cancel',
  editing: 'Edit your message',
  copy: 'Copy',
  copied: 'Copied',
  good: 'Good reply',
  bad: 'Bad reply',
  previous: 'Earlier version',
  next: 'Later version',
  version: (index: number, count: number) => `${index} / ${count}`,
  /** Under the input, when few characters are left of `maxlength`. */
  charactersLeft: (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),

  waiting: 'Waiting for the reply…',
  waitingToRetry: (left: string) => (left ? `No answer yet. Trying again in ${left}…` : 'No answer yet. Trying again…'),
  waitingForNetwork: 'You are offline. Your message will be sent when you are back online.',
  retryIn: (left: string) => `You can try again in ${left}.`,
  offline: 'You are offline.',
  /** Spoken, where `announce` is `brief`. */
  complete: 'The reply is complete.',
  stopped: 'Stopped.',
  truncated: 'The reply reached its length limit.',
  empty: 'The reply is empty.',
  /** In place of the error `interrupted`, where nothing had come. */
  nothingCame: 'The assistant sent no reply. Please try again.',

  reasoning: 'Thinking…',
  reasoned: (seconds: number) => (seconds > 0 ? `Thought for ${seconds} s` : 'Thought for a moment'),
  /** A tool call, by its state. */
  tool: {
    streaming: (name: string) => `Wants to use “${name}”.`,
    approval: (name: string) => `May the assistant use “${name}”?`,
    running: (name: string) => `Using “${name}”…`,
    done: (name: string) => `Used “${name}”.`,
    failed: (name: string) => `“${name}” did not work.`,
    denied: (name: string) => `You did not allow “${name}”.`,
    stopped: (name: string) => `“${name}” was not used.`,
  },
  toolInput: 'Input',
  toolOutput: 'Output',
  approve: 'Allow',
  deny: 'Do not allow',
  image: 'Image',
  audio: 'Audio',
  notSetUp: 'This chat is not set up yet. Please come back later.',

  /** What a visitor reads when a reply fails, by the code of the error. */
  errors: {
    configuration: 'This chat is not set up correctly. Please tell the people who run this site.',
    offline: 'You seem to be offline. Check your connection and try again.',
    blocked: 'The assistant cannot be reached right now.',
    unauthorized: 'The assistant refused this request. You may have to sign in again.',
    forbidden: 'The assistant is not available to you here.',
    'not-found': 'The assistant cannot be found. Please tell the people who run this site.',
    'bad-request': 'The assistant did not understand this request.',
    'context-length':
      'This conversation has become too long for the assistant. A shorter message, or a new conversation, will work.',
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
