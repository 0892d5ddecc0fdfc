/** The characters that must not act on a reader's screen, or be carried away from it unseen. */

/*
 * Controls that make text look other than it is: C0 and C1 (terminal escapes, NUL), bidirectional embeddings, overrides and isolates
 * (U+202A–202E, U+2066–2069: "Trojan Source", CVE-2021-42574), the invisible tag characters (U+E0000–E007F) that carry hidden
 * prompts, and half characters, of which two would become a tag character once what stands between them is left out. LRM, RLM and ALM
 * stay: they reorder nothing by themselves, and Arabic and Hebrew need them.
 */
// eslint would call the range a mistake in a literal; it is the point here.
const hazards = new RegExp(
  '[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\u{e0000}-\\u{e007f}\\p{Cs}]',
  'gu',
);

/** C0 controls have pictures of their own (U+2400…), C1 and half characters have none; a NUL is U+FFFD by CommonMark 2.3. */
function picture(code: number): string | undefined {
  if (code === 0 || (code >= 0x80 && code <= 0x9f) || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  if (code > 0xa0) return undefined;
  return code === 0x7f ? '\u2421' : String.fromCharCode(0x2400 + code);
}

/** For prose: controls become pictures, bidirectional controls and tag characters are left out. */
export function neutralise(text: string): string {
  return text.replace(hazards, (found) => picture(found.codePointAt(0) ?? 0) ?? '');
}

/** For code: every hazard is shown, `[U+202E]`, because code that hides something must look like it. */
export function reveal(text: string): string {
  return text.replace(hazards, (found) => {
    const code = found.codePointAt(0) ?? 0;
    return picture(code) ?? `[U+${code.toString(16).toUpperCase()}]`;
  });
}

/** For JSON, which reads the same: every hazard is written as `\u202e`. */
export function escapeInJson(json: string): string {
  return json.replace(hazards, (found) =>
    found.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}
