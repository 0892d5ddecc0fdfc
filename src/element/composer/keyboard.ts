/** What keys mean in a field of several lines. */
import type { SubmitOn } from '../api/appearance.js';

/** Whether a key sends what is written in the field. Control or ⌘ with Enter always does. */
export function submits(event: KeyboardEvent, submitOn: SubmitOn): boolean {
  if (event.key !== 'Enter' || isComposing(event)) return false;
  if (event.ctrlKey || event.metaKey) return true;
  // A touch keyboard has no Shift+Enter, so there Enter is the only way to break a line.
  return submitOn === 'enter' && !event.shiftKey && !event.altKey && !isTouchOnly();
}

let touchOnly: MediaQueryList | undefined;

export function isTouchOnly(): boolean {
  touchOnly ??= matchMedia('(hover: none) and (pointer: coarse)'); // kept: each update asks
  return touchOnly.matches;
}

/**
 * The keys of an input method. Safari ends the composition before the event of its last key, but still marks that with key code 229
 * (https://bugs.webkit.org/show_bug.cgi?id=165004). The key code can go when the oldest Safari in use has that mended.
 */
export function isComposing(event: KeyboardEvent): boolean {
  const { isComposing: composing, keyCode }: { isComposing: boolean; keyCode: number } = event;
  return composing || keyCode === 229;
}

/** What moves, scrolls, deletes, breaks a line and presses a button, with whatever else is down. */
const useful = /Enter|Home|End|Delete|Backspace|Arrow|Page| /;

/**
 * Seen from the page a key comes from <chat-8080>, no text field: its hotkeys would take each letter for a command. What is of no use here is
 * the page's. So are the keys of what it has put into a slot.
 */
export function keepFromPage(event: KeyboardEvent): void {
  const target = event.target as Element;
  const isUsed = useful.test(event.key) || (target.matches('textarea') && (isComposing(event) || writes(event)));
  if (event.defaultPrevented || (isUsed && (event.currentTarget as Node).contains(target))) event.stopPropagation();
}

/** With Alt, macOS writes what is neither a letter nor a digit. */
function writes({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey ? /^[acvxyz]$/i : altKey ? /^[^a-z\d]$/i : /^.$/u).test(key);
}
