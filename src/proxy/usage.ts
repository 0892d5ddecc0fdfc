// Reads the usage of a reply on its way past. It gets a copy of the bytes after they have left, and never holds one back.

/** As the service counts it. */
export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

export interface UsageReader {
  next: (bytes: Uint8Array) => void;
  /** What the service said; undefined when it did not say, or not yet. */
  usage: () => Usage | undefined;
  /** Events so far: as good as tokens where the service did not say. */
  events: () => number;
}

/** A JSON answer larger than this is not read for its usage; nor is a line of a stream. */
const mostCharacters = 4_000_000;

export function createUsageReader(isEvents: boolean): UsageReader {
  const decoder = new TextDecoder();
  let rest = '';
  let events = 0;
  let found: Usage | undefined;

  const readLine = (line: string): void => {
    if (!line.startsWith('data:')) return;
    events++;
    // Nearly every line says `"usage":null` or nothing at all; those are not worth parsing.
    if (/"usage"\s*:\s*\{/.test(line)) found = usageIn(line.slice('data:'.length)) ?? found;
  };

  return {
    next(bytes) {
      if (rest.length > mostCharacters) rest = '';
      rest += decoder.decode(bytes, { stream: true });
      if (!isEvents) return;
      let start = 0;
      for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n', start)) {
        readLine(rest.slice(start, end));
        start = end + 1;
      }
      rest = rest.slice(start);
    },
    usage: () => (isEvents ? found : usageIn(rest)),
    events: () => events,
  };
}

function usageIn(text: string): Usage | undefined {
  try {
    const { usage } = JSON.parse(text) as { usage?: Partial<Usage> | null };
    if (!usage || typeof usage.total_tokens !== 'number') return undefined;
    const { prompt_tokens = 0, completion_tokens = 0, total_tokens } = usage;
    return { prompt_tokens, completion_tokens, total_tokens };
  } catch {
    return undefined;
  }
}
