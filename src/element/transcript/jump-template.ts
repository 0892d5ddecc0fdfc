import { nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/index.js';
import { iconButton } from '../controls/icon-button.js';
import { line } from '../controls/icons.js';

const downIcon = line('M12 5v14M18 13l-6 6-6-6');

export interface JumpView {
  strings: Locale;
  /** There is content far below the view. */
  isFar: boolean;
  /** How many replies, or else whether any text, have come there unseen. */
  news: number | boolean;
  onJump: () => void;
}

/** Comes right after the transcript: the next Tab from what a reader reads. Its name says what there is to be missed. */
export function jumpTemplate({ strings, isFar, news, onJump }: JumpView): TemplateResult | typeof nothing {
  if (!isFar) return nothing;
  const name = news === true ? strings.newText : news ? strings.unread(news) : strings.jumpToLatest;
  return iconButton({ name, icon: downIcon, part: `jump-button${news ? ' news' : ''}`, onClick: onJump });
}
