/** Reads the usage of a reply on its way past. It gets a copy of the bytes after they have left, and never holds one back. */

/** As the service counts it. */
export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

export interface UsageReader {
  next: (bytes: Uint8Array) => void;
  /** Asked once, at the end: what the service said; undefined when it did not say. */
  usage: () => Usage | undefined;
  /** Whether any event has come. */
  hasEvents: () => boolean;
}

/** A JSON answer larger than this is not read for its usage; nor is a line of a stream. */
const mostCharacters = 4_000_000;

export function createUsageReader(isEvents: boolean): UsageReader {
  const decoder = new TextDecoder();
  let rest = '';
  let hasEvents = false;
  let found: Usage | undefined;

  const readLine = (line: string): void => {
    if (!line.startsWith('data:')) return;
    hasEvents = true;
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
    usage: () => {
      if (!isEvents) return usageIn(rest);
      // The last line of a stream may end without a line break.
      readLine(rest);
      rest = '';
      return found;
    },
    hasEvents: () => hasEvents,
  };
}

function usageIn(text: string): Usage | undefined {
  try {
    const { usage } = JSON.parse(text) as { usage?: Partial<Usage & { input_tokens: number; output_tokens: number }> | null };
    if (!usage) return undefined;
    // Of a transcript they are called input and output (https://platform.openai.com/docs/api-reference/audio/json-object).
    const { input_tokens = 0, output_tokens = 0, total_tokens } = usage;
    const { prompt_tokens = input_tokens, completion_tokens = output_tokens } = usage;
    const counts = { prompt_tokens, completion_tokens, total_tokens };
    return areCounts(counts) ? counts : undefined;
  } catch {
    return undefined;
  }
}

/** A count below zero would give a visitor tokens, and one past 2⁵³ spoil the counter. */
function areCounts(counts: { [name in keyof Usage]: unknown }): counts is Usage {
  return Object.values(counts).every((count) => Number.isSafeInteger(count) && (count as number) >= 0);
}
