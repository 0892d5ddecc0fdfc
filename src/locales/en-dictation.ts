/** The words of dictation, in English. They come with the part that shows it. */
export const dictationWords = {
  /** The button beside the input; screen readers say whether it is pressed. */
  dictate: 'Dictate',
  listening: 'Listening…',
  keyToEnd: 'Press Escape to end.',
  recording: 'Recording…',
  keyToDiscard: 'Press Escape to discard the recording.',
  discard: 'Discard',
  transcribing: 'Writing it down…',
  /** Said when the words are in the input. */
  dictated: (words: string) => `Written: ${words}`,
  microphoneDenied: 'The microphone is blocked. Allow it for this page in the settings of your browser, then try again.',
  microphoneMissing: 'No microphone was found.',
  microphoneInsecure: 'The microphone works only on secure pages, whose address begins with https.',
  nothingHeard: 'Nothing was heard. Check your microphone and try again.',
  recognitionOffline: 'Dictation needs a connection to the internet. Please try again later.',
  recognitionFailed: 'Dictation does not work here right now. You can type instead.',
  recognitionLanguage: 'Your browser does not understand the language of this page.',
  transcriptionFailed: 'Your recording could not be written down. It is still here.',
  dictationTooLong: 'Dictation ends after 10 minutes.',
};
