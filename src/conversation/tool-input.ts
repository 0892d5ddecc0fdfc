/**
 * The arguments of a call → the input of the tool. What can be read in two ways is refused: the visitor could be shown one and the tool be
 * given the other (https://www.rfc-editor.org/rfc/rfc8259#section-4).
 */

/** Laid out, each level costs its indentation in every line: 10 kB of brackets would be 50 MB. */
const deepest = 64;

/** Strings, with the colon that makes one a key, brackets and numbers: in JSON that is valid nothing else looks like one of them. */
const tokens = /("[^"\\]*(?:\\.[^"\\]*)*")\s*(:)?|[[\]{}]|-?\d[\d.eE+-]*/g;

/** @throws Error that tells the model why not */
export function readInput(given: string): unknown {
  if (given.trim() === '') return {};
  let input: unknown;
  try {
    input = JSON.parse(given);
  } catch {
    throw new Error('The arguments are not valid JSON.');
  }
  checkTokens(given);
  return input;
}

/** `JSON.parse` keeps the last of two equal keys, and does not say that there were two; not even to a reviver. */
function checkTokens(json: string): void {
  const open: Set<unknown>[] = [];
  for (const [token, text, colon] of json.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      open.push(new Set());
      if (open.length > deepest) throw new Error(`The arguments are nested more than ${deepest} levels deep.`);
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (text === undefined) {
      if (!Number.isFinite(Number(token))) throw new Error(`The arguments hold ${token}, which is too large for a number.`);
    } else if (colon) {
      const key: unknown = JSON.parse(text);
      if (key === '__proto__') throw new Error('The arguments must not have the key "__proto__".');
      if (open.at(-1)?.has(key)) throw new Error(`The arguments have the key ${text} twice.`);
      open.at(-1)?.add(key);
    }
  }
}
