import type { Locale } from '../../locales/index.js';
import type { MarkdownOptions } from '../../markdown/index.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import type { MessageStyle } from './message-view.js';

/** @returns `before` itself where nothing has changed, so that no message is rendered again */
export function messageStyle(
  element: AppearanceProperties,
  strings: Locale,
  headingLevel: number,
  isSetUp: boolean,
  isDisabled: boolean,
  /** What copies and edits has been loaded. */
  isEquipped: boolean,
  before: MessageStyle | undefined,
): MessageStyle {
  const { imageHosts, math, fences } = element;
  const style: Omit<MessageStyle, 'markdown'> = {
    strings,
    assistantName: element.assistantName ?? strings.assistant,
    headingLevel,
    canCopy: isEquipped && !element.withoutCopy,
    canEdit: isEquipped && !element.withoutEdit && !element.readOnly && !isDisabled,
    canRegenerate: !element.withoutRegenerate && !element.readOnly && !isDisabled,
    feedback: element.feedback,
    isSetUp,
  };
  const markdown: MarkdownOptions = {
    headingLevel,
    math,
    imageHosts: String(imageHosts ?? '').split(/[\s,]+/),
    ...(fences && { fences }),
    strings,
  };
  const isSame =
    before &&
    Object.entries(style).every(([name, value]) => before[name as keyof MessageStyle] === value) &&
    before.markdown.math === math &&
    before.markdown.fences === fences &&
    before.markdown.imageHosts?.join() === markdown.imageHosts?.join();
  return isSame ? before : { ...style, markdown };
}
