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

/** What a text field does itself. `^` stands for Control or ⌘, `~` for Alt, with which macOS writes what is neither a letter nor a digit. */
const ofField = /^(\^[acvxyz]|~[^a-z\d]|.|Dead|[\^~]?(Backspace|Delete|Insert))$/iu;
/** What moves, scrolls, breaks a line and presses a button. */
const ofAny = /^([\^~]?(Enter|Home|End|(Arrow|Page).+)| )$/;

/**
 * Seen from the page a key comes from <chat-8080>, no text field: its hotkeys would take each letter for a command. What is of no use here is
 * the page's. So are the keys of what it has put into a slot.
 */
export function keepFromPage(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, target, currentTarget } = event;
  const name = (ctrlKey || metaKey ? '^' : altKey ? '~' : '') + key;
  const isOwn = (currentTarget as Node).contains(target as Node);
  const isField = (target as Element).matches('textarea');
  if (event.defaultPrevented || (isOwn && (ofAny.test(name) || (isField && (isComposing(event) || ofField.test(name))))))
    event.stopPropagation();
}
