/** A small random number generator with a seed (mulberry32), so that a failure can be run again. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Cuts a text into UTF-16 units, which also cuts characters and line endings in two. */
export function byUnit(text: string): string[] {
  return text.split('');
}

export function byRandomPieces(text: string, seed: number): string[] {
  const next = random(seed);
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    const to = from + 1 + Math.floor(next() * 12);
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}
