import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/index.js';
import { isTouchOnly } from '../composer/keyboard.js';
import { line, stopIcon } from '../controls/icons.js';
import { iconButton } from '../controls/icon-button.js';
import type { Problem } from './ear.js';

const microphoneIcon = line('M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5 11a7 7 0 0 0 14 0M12 18v3');

/** `starting`: the browser may be asking for the visitor's leave. `writing`: what was said is on its way into the input. */
export type Phase = 'idle' | 'starting' | 'listening' | 'recording' | 'writing';

export interface DictationView {
  strings: Locale;
  phase: Phase;
  problem: Problem | undefined;
  /** Of a recording, in seconds. */
  elapsed: number;
  /** There is a recording that could not be written down. */
  isKept: boolean;
  canStart: boolean;
  onPress: () => void;
  onRetry: () => void;
  onDiscard: () => void;
}

export function dictateButton({ strings, phase, canStart, onPress }: DictationView): TemplateResult {
  const pressed = phase !== 'idle';
  return iconButton({
    name: strings.dictate,
    icon: pressed ? stopIcon : microphoneIcon,
    part: 'dictate-button',
    onClick: onPress,
    pressed,
    disabled: !pressed && !canStart,
  });
}

/** What the phase is, in words; undefined where there is nothing to say. */
export function phaseText(strings: Locale, phase: Phase): string | undefined {
  const byKey = (text: string, key: string): string => (isTouchOnly() ? text : `${text} ${key}`);
  if (phase === 'listening') return byKey(strings.listening, strings.keyToEnd);
  if (phase === 'recording') return byKey(strings.recording, strings.keyToDiscard);
  return phase === 'writing' ? strings.transcribing : undefined;
}

export function dictationNotice(view: DictationView): TemplateResult | typeof nothing {
  const { strings, phase, problem, elapsed, isKept, onRetry, onDiscard } = view;
  const text = phaseText(strings, phase) ?? (problem && strings[problem]);
  if (!text) return nothing;
  const isRecording = phase === 'recording';
  const canRetry = isKept && phase === 'idle';
  return html`<p class="dictation-notice" part="dictation-notice">
    <bdi>${text}</bdi>
    ${isRecording ? html`<span class="elapsed">${minutes(elapsed)}</span>` : nothing}
    ${canRetry ? button(strings.retry, 'retry-button', onRetry) : nothing}
    ${isRecording || canRetry ? button(strings.discard, 'discard-button', onDiscard) : nothing}
  </p>`;
}

const minutes = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** Parts share code with the script alone, and there it is the transcript that has such buttons. */
const button = (name: string, part: string, onClick: () => void): TemplateResult =>
  html`<button class="small-button" part=${part} type="button" @click=${onClick}>${name}</button>`;
