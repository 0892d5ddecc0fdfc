/** What the element writes to the console during a test. */

interface Said {
  (): readonly string[];
  /** Gives the console back. */
  end: () => void;
}

/** Listens from now on; nothing of it is printed meanwhile. */
export function listenToConsole(): Said {
  const lines: string[] = [];
  const before = { warn: console.warn, error: console.error };
  const write = (...values: unknown[]): void => void lines.push(values.map(String).join(' '));
  Object.assign(console, { warn: write, error: write });
  // Frameworks of the tests write there too, and they are not meant.
  return Object.assign(() => lines.filter((line) => line.includes('<chat-8080>')), {
    end: () => void Object.assign(console, before),
  });
}
