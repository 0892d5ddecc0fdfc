/** What appearance properties come to: one of the words that there are, or a number within its limits, whatever the page has written. */
import type { AppearanceProperties } from './appearance-properties.js';
import type { SubmitOn } from '../composer/composer-controller.js';
import { keyword, numberOf } from './conversation-options.js';

export function modeOf(element: AppearanceProperties): 'inline' | 'floating' | 'fullscreen' {
  return keyword(element, 'mode', ['inline', 'floating', 'fullscreen'], element.mode);
}

export function persistenceOf(element: AppearanceProperties): 'none' | 'session' | 'local' {
  return keyword(element, 'persist', ['none', 'session', 'local'], element.persist);
}

export function scrollModeOf(element: AppearanceProperties): 'start' | 'end' | 'none' {
  return keyword(element, 'scroll-mode', ['start', 'end', 'none'], element.scrollMode);
}

export function announceOf(element: AppearanceProperties): 'full' | 'brief' | 'off' {
  return keyword(element, 'announce', ['full', 'brief', 'off'], element.announce);
}

export function submitOnOf(element: AppearanceProperties): SubmitOn {
  return keyword(element, 'submit-on', ['enter', 'mod-enter', 'none'], element.submitOn);
}

export function headingLevelOf(element: AppearanceProperties): number {
  return Math.min(6, Math.max(2, Math.round(numberOf(element, 'heading-level', element.headingLevel) ?? 3)));
}

/** These are the stylesheet's to read; it says nothing of a word that it does not know. */
export function checkStyleWords(element: AppearanceProperties): void {
  keyword(element, 'placement', ['bottom-end', 'bottom-start', 'top-end', 'top-start'], element.placement);
  keyword(element, 'theme', ['auto', 'light', 'dark'], element.theme);
}
