/** The characters that must not act on a reader's screen, or be carried away from it unseen. */

/*
 * Controls that make text look other than it is: C0 and C1 (terminal escapes, NUL), bidirectional embeddings, overrides and isolates
 * (U+202A–202E, U+2066–2069: "Trojan Source", CVE-2021-42574), the invisible tag characters (U+E0000–E007F) that carry hidden
 * prompts, and half characters, of which two would become a tag character once what stands between them is left out. LRM, RLM and ALM
 * stay: they reorder nothing by themselves, and Arabic and Hebrew need them.
 */
export const hazards = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}](?<![\t\n\r])/gu;

/** For what leaves the page as text. */
export function withoutHazards(text: string): string {
  return text.replace(hazards, '');
}
