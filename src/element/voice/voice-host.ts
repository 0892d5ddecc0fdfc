/** What dictation sees of the element. */
import type { LitElement } from 'lit';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import type { AvailabilityHost } from '../api/availability.js';
import type { FrameHost } from '../api/modes.js';
import type { Locale } from '../../locales/index.js';
import type { Transcript } from '../transcript/transcript.js';

export type DictationHost = LitElement & AvailabilityHost & FrameHost & AppearanceProperties;

export interface DictationServices {
  locale: { readonly strings: Locale };
  /** Once its part is there. */
  transcript: () => Transcript | undefined;
  /** The visitor has agreed to what the page asks for; they are asked first. */
  consented: () => Promise<boolean | undefined>;
}
