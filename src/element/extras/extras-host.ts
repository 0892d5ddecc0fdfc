/** What those of this folder see of the element, and of each other. */
import type { LitElement } from 'lit';
import type { MessageServices } from '../message/message-actions.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import type { AvailabilityHost } from '../api/availability.js';
import type { FrameHost } from '../api/modes.js';
import type { Transcript } from '../transcript/transcript.js';
import type { Locale } from '../../locales/index.js';
import type { Remembered } from './remembered.js';

export type ExtrasHost = LitElement &
  AvailabilityHost &
  FrameHost &
  AppearanceProperties & { clear: () => void; exportTranscript: () => string; toggle: (force?: boolean) => void };

export interface ExtrasServices extends Omit<MessageServices, 'parts'> {
  locale: { readonly strings: Locale };
  /** Once its part is there. */
  transcript: () => Transcript | undefined;
}

/** What each of them is made with. */
export interface Given {
  readonly host: ExtrasHost;
  readonly services: ExtrasServices;
  readonly remembered: Remembered;
}
