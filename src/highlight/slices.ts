/** A text of one language, read slice by slice. */
import core, { type Mode } from '@highlightjs/cdn-assets/es/core.min.js';
import { SpanEmitter } from './emitter.js';
import type { Span } from './text.js';

/**
 * In UTF-16 units. highlight.js cannot pause, and most of its grammars take a square of some text's length: 15,000 `$` as Java 2 s, 512 of
 * them 2 ms (Node 22, one core of a shared server). It can go, with this file, when no grammar does.
 */
export const sliceLength = 512;
/** The name under which a language goes on where its last slice ended. */
const goingOn = '\0';

core.configure({ __emitter: SpanEmitter });

/** Slices end with a line, unless that is too long. */
function endOfSlice(code: string, from: number): number {
  const most = from + sliceLength;
  if (most >= code.length) return code.length;
  const lineEnd = code.lastIndexOf('\n', most - 1) + 1;
  return lineEnd > from ? lineEnd : most;
}

/** Finds the spans of a text whose language is registered; each step reads one slice. Where one goes on in the next, there are two. */
export function* readSlices(code: string, name: string): Generator<undefined, Span[]> {
  const spans: Span[] = [];
  const language = core.getLanguage(name);
  const scopeOf = ({ scope = '' }: Mode): string => language?.classNameAliases?.[scope] ?? scope;
  let mode: Mode | undefined;
  for (let from = 0; from < code.length;) {
    const to = endOfSlice(code, from);
    if (mode?.parent) {
      // What has been compiled is taken for a language as it is, so highlight.js begins in it: what it does itself for a language within another.
      const begun = Object.assign(mode, {
        classNameAliases: language?.classNameAliases,
        case_insensitive: language?.case_insensitive,
      });
      core.registerLanguage(goingOn, () => begun);
      const scopes: string[] = [];
      for (let each: Mode = mode; each.parent; each = each.parent) if (each.scope) scopes.unshift(scopeOf(each));
      SpanEmitter.begun = scopes;
    }
    const { _top, _emitter } = core.highlight(code.slice(from, to), {
      language: mode?.parent ? goingOn : name,
      ignoreIllegals: true,
    });
    for (const span of (_emitter as SpanEmitter).spans)
      spans.push({ from: span.from + from, to: span.to + from, scope: span.scope });
    mode = _top;
    from = to;
    yield;
  }
  return spans;
}
