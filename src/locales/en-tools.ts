/** The words of tool calls, in English. They come with the part that shows them. */
export const toolWords = {
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
  /** What shows the input where the question is in plain words. */
  toolDetails: 'Details',
  toolOutput: 'Output',
  /** Beside Allow, which does not work before. */
  readInput: 'Read all of the input before you allow this.',
  approve: 'Allow',
  deny: 'Do not allow',
};
