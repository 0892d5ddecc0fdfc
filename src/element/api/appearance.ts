/** What appearance properties come to: one of the words that there are, or a number within its limits, whatever the page has written. */
import { keyword, numberOf, type Having } from './attributes.js';

/** Which key sends: Enter, Control or ⌘ with Enter, or none but that (Control or ⌘ with Enter always sends). */
export type SubmitOn = 'enter' | 'mod-enter' | 'none';

export function persistenceOf(element: Having<'persist'>): 'none' | 'session' | 'local' {
  return keyword(element, 'persist', ['none', 'session', 'local']);
}

export function scrollModeOf(element: Having<'scrollMode'>): ScrollMode {
  return keyword(element, 'scrollMode', ['start', 'end', 'none']);
}

/**
 * - `start`: a question that was sent stands at the top until its reply has ended
 * - `end`: the end of the transcript stays in view as it grows, while the reader is there
 * - `none`: the reader alone moves the view
 */
export type ScrollMode = 'start' | 'end' | 'none';

/** What a screen reader says of a reply when it is complete: its beginning, where it is long; all of it; that it is there; or nothing. */
export type Announce = 'auto' | 'full' | 'brief' | 'off';

export function announceOf(element: Having<'announce'>): Announce {
  return keyword(element, 'announce', ['auto', 'full', 'brief', 'off']);
}

export function submitOnOf(element: Having<'submitOn'>): SubmitOn {
  return keyword(element, 'submitOn', ['enter', 'mod-enter', 'none']);
}

export function themeFromOf(element: Having<'themeFrom'>): 'none' | 'page' {
  return keyword(element, 'themeFrom', ['none', 'page']);
}

export function headingLevelOf(element: Having<'headingLevel'>): number {
  return Math.min(6, Math.max(2, Math.round(numberOf(element, 'headingLevel') ?? 3)));
}

/** These are the stylesheet's to read; it says nothing of a word that it does not know. */
export function checkStyleWords(element: Having<'placement' | 'theme' | 'header'>): void {
  keyword(element, 'placement', ['bottom-end', 'bottom-start', 'top-end', 'top-start']);
  keyword(element, 'theme', ['auto', 'light', 'dark']);
  keyword(element, 'header', ['tint', 'plain', 'solid']);
}
