/** The characters that must not act on a reader's screen, or be carried away from it unseen. */

/*
 * Controls that make text look other than it is: C0 and C1 (terminal escapes, NUL), bidirectional embeddings, overrides and isolates
 * (U+202A–202E, U+2066–2069: "Trojan Source", CVE-2021-42574), the invisible tag characters (U+E0000–E007F) that carry hidden
 * prompts, and half characters, of which two would become a tag character once what stands between them is left out. LRM, RLM and ALM
 * stay: they reorder nothing by themselves, and Arabic and Hebrew need them. And the variation selectors U+E0100–E01EF, of which each can
 * carry a byte (https://paulbutler.org/2025/smuggling-arbitrary-data-through-an-emoji/).
 */
export const hazards = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}\u{e0100}-\u{e01ef}](?<![\t\n\r])/gu;
/** In prose such a selector behind a Han letter chooses its shape, in names above all (https://unicode.org/ivd/). */
export const proseHazards = new RegExp(`${hazards.source}(?<!\\p{sc=Han}[\\u{e0100}-\\u{e01ef}])`, 'gu');

/** For what leaves the page as text. */
export function withoutHazards(text: string): string {
  return text.replace(proseHazards, '');
}
