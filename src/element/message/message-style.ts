import type { Locale } from '../../locales/index.js';
import type { MarkdownOptions } from '../../markdown/index.js';
import { headingLevelOf } from '../api/appearance.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import type { RequestProperties } from '../api/request-properties.js';
import { isDisabled, isSetUp, type AvailabilityHost } from '../api/availability.js';
import type { MessageExtras } from '../host.js';
import { missingPart } from '../hints/hints.js';
import type { Bylines } from './bylines.js';
import type { MessageStyle } from './message-view.js';

export type MessageStyleHost = AvailabilityHost &
  Element &
  Pick<
    AppearanceProperties,
    | 'assistantName'
    | 'feedback'
    | 'fences'
    | 'headingLevel'
    | 'imageHosts'
    | 'math'
    | 'withoutCopy'
    | 'withoutEdit'
    | 'withoutRegenerate'
  > &
  Pick<RequestProperties, 'tools'>;

export interface MessageStyleGiven {
  strings: Locale;
  extras: MessageExtras | undefined;
  /** The part that shows names and times. */
  bylines: Bylines | undefined;
  onCodeCopied: () => void;
  onCode: (box: Element) => void;
  before: MessageStyle | undefined;
}

/** @returns `before` itself where nothing has changed, so that no message is rendered again */
export function messageStyle(
  host: MessageStyleHost,
  { strings, extras, bylines, onCodeCopied, onCode, before }: MessageStyleGiven,
): MessageStyle {
  const { imageHosts, math, fences } = host;
  const headingLevel = headingLevelOf(host);
  const assistantName = host.assistantName ?? strings.assistant;
  const canChange = !host.readOnly && !isDisabled(host);
  const style: Omit<MessageStyle, 'markdown'> = {
    strings,
    extras,
    assistantName,
    headingLevel,
    canCopy: !host.withoutCopy,
    canEdit: !host.withoutEdit && canChange,
    canRegenerate: !host.withoutRegenerate && canChange,
    feedback: host.feedback,
    tools: host.tools,
    byline: bylines?.for(assistantName),
    isSetUp: isSetUp(host),
  };
  const markdown: MarkdownOptions = {
    headingLevel,
    math,
    imageHosts: String(imageHosts ?? '').split(/[\s,]+/),
    ...(fences && { fences }),
    strings,
    sections: true,
    onCode,
    onCopy: onCodeCopied,
    onMissingPart: missingPart(host),
  };
  const isSame =
    before &&
    Object.entries(style).every(([name, value]) => before[name as keyof MessageStyle] === value) &&
    before.markdown.math === math &&
    before.markdown.fences === fences &&
    before.markdown.imageHosts?.join() === markdown.imageHosts?.join();
  return isSame ? before : { ...style, markdown };
}
