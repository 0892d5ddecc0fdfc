/** The words of the shell, in English: what is shown before there is a message, and where messages are plain. */
export const shellWords = {
  label: 'Chat',
  /** Under the label: who answers. */
  subtitle: 'AI assistant',
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
  send: 'Send',
  stop: 'Stop',
  /** Under the input, when few characters are left of `maxlength`. */
  charactersLeft: (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),
  offline: 'You are offline.',
  /** In place of the error `interrupted`, where nothing had come. */
  nothingCame: 'The assistant sent no reply. Please try again.',
  /** In place of what went wrong with a reply, where that cannot be shown. */
  incomplete: 'The reply is not complete.',
  image: 'Image',
  file: 'File',
  notSetUp: 'This chat is not set up yet. Please come back later.',
};
