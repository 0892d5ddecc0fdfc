/** The words of what is only spoken, in English. They come with the part that makes it. */
export const speechWords = {
  // Numbers stand without groups: the first toLocaleString() of a page costs 10 ms, and a screen reader says both alike.
  /** In place of a block of code; `language` may be empty. */
  spokenCode: (language: string, lines: number) =>
    `${language ? `Code, ${language}` : 'Code'}, ${lines === 1 ? '1 line' : `${lines} lines`}`,
  spokenTable: (columns: number, rows: number) =>
    `Table, ${columns === 1 ? '1 column' : `${columns} columns`}, ${rows === 1 ? '1 row' : `${rows} rows`}`,
  formula: 'formula',
  longReply: (words: number) => `Long reply, ${words} words.`,
  keyToRead: 'Press F6 to read it.',
  keyToAnswer: 'Press F6 to answer.',
  versionOf: (index: number, count: number) => `Version ${index} of ${count}.`,
  /** After a reply that has sources. */
  spokenSources: (count: number) => (count === 1 ? '1 source.' : `${count} sources.`),
  codeCopied: 'Code copied.',
  messageCopied: 'Message copied.',
  cleared: 'New conversation. The button “Restore conversation” brings back the old one.',
  restored: 'Conversation restored.',
};
