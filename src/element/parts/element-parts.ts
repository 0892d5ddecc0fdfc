import type { CSSResult, LitElement } from 'lit';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { persistenceOf, themeFromOf } from '../api/appearance.js';
import { modeOf, type FrameHost, type PanelFrame } from '../api/modes.js';
import type { MessageWords } from '../../locales/index.js';
import type { ComposerPart, Extras, Parts } from '../host.js';
import type { MessageServices } from '../message/message-actions.js';
import type { FocusController } from '../panel/focus-controller.js';
import type { LocaleController } from '../panel/locale-controller.js';
import type { PartName } from '../../parts.js';
import type { Transcript, TranscriptHost } from '../transcript/transcript.js';
import type { PersistenceController, PersistenceServices } from '../turn/persistence-controller.js';
import { PartLoader } from './part-loader.js';
import { PartStyles } from './part-styles.js';

/** What is a part together: each of these asks for it. */
const extraNames = ['consent', 'contact', 'feedbackReasons', 'headerMenu', 'privacy', 'teaser'] as const;

export type PartsHost = LitElement &
  TranscriptHost &
  FrameHost &
  AppearanceProperties & { exportTranscript: () => string; toggle: (force?: boolean) => void };

/** What the parts are made with. */
export interface PartServices extends Omit<MessageServices, 'parts'> {
  focus: FocusController;
  locale: LocaleController;
  composer: PersistenceServices['composer'] & { readonly isEmpty: boolean };
}

/** The parts that an element consists of besides its shell, each there or not. */
export class ElementParts extends PartLoader implements Parts {
  transcript: Transcript | undefined;
  persistence: PersistenceController | undefined;
  extras: Extras | undefined;
  /** Those that add something to the composer. */
  readonly inComposer: ComposerPart[] = [];

  readonly #host: PartsHost;
  readonly #services: () => PartServices;
  readonly #styles: PartStyles;
  readonly #frames = new Map<PartName, PanelFrame>();

  constructor(host: PartsHost, services: () => PartServices) {
    super(host);
    this.#host = host;
    this.#services = services;
    this.#styles = new PartStyles(host);
  }

  /** What the chat stands in; none where it is a section of the page. */
  get frame(): PanelFrame | undefined {
    const { part } = modeOf(this.#host);
    return part && this.#frames.get(part);
  }

  /** The chat cannot be drawn yet: what it stands in is on its way. */
  get isFrameComing(): boolean {
    const { part } = modeOf(this.#host);
    return part !== undefined && !this.frame && !this.isMissing(part);
  }

  /** Asks for every part that the page needs now, all at once. */
  async loadNeeded(): Promise<void> {
    await Promise.all([
      this.#loadFrame(),
      this.loadTranscript(),
      this.#loadPersistence(),
      this.#loadPageTheme(),
      this.#loadExtras(),
      this.#loadDictation(),
      this.#loadAttachments(),
    ]);
  }

  /** At once, or when its part has come. What could not be had is tried again: the panel is opened, or a reply has ended. */
  withFrame(use: (frame: PanelFrame) => void): void {
    this.tryAgain();
    const { frame } = this;
    if (frame) use(frame);
    else void this.#loadFrame().then((frame) => frame && use(frame));
  }

  add(styles: string, words?: Partial<MessageWords>): void {
    this.#styles.add(styles);
    if (words) this.#services().locale.addEnglish(words);
  }

  /** On the way from document to document the stylesheets get lost: see `PartStyles.adopt`. */
  adoptStyles(): void {
    this.#styles.adopt();
  }

  /** Whether the visitor has agreed to what the page asks for before anything is sent; where it cannot be asked they have not. */
  async consented(): Promise<boolean | undefined> {
    this.tryAgain();
    return (await this.#loadExtras())?.consented();
  }

  /** @returns undefined where it cannot be had */
  loadTranscript(): Promise<Transcript | undefined> {
    return this.load(
      'transcript',
      () => import('./transcript.js'),
      ({ messageWords, styles, Transcript }) => {
        const services = this.#services();
        this.add(styles, messageWords);
        this.transcript = new Transcript(this.#host, { ...services, parts: this });
        return this.transcript;
      },
    );
  }

  async #loadFrame(): Promise<PanelFrame | undefined> {
    const { part, load } = modeOf(this.#host);
    if (!part) return undefined;
    return this.load(part, load, ({ styles, createFrame }) => {
      this.#styles.add(styles);
      const frame = createFrame(this.#host, { focusInside: () => this.#services().focus.focusPanel() });
      this.#frames.set(part, frame);
      this.#host.requestUpdate();
      return frame;
    });
  }

  async #loadPageTheme(): Promise<unknown> {
    if (themeFromOf(this.#host) === 'none') return undefined;
    return this.load(
      'page-theme',
      () => import('./page-theme.js'),
      ({ PageThemeController }) => {
        let sheet: CSSResult | undefined;
        return new PageThemeController(this.#host, (styles) => (sheet = this.#styles.add(styles, sheet)));
      },
    );
  }

  async #loadExtras(): Promise<Extras | undefined> {
    const host = this.#host;
    if (!extraNames.some((name) => (host[name] ?? false) !== false) && !modeOf(host).isResizable) return undefined;
    return this.load(
      'extras',
      () => import('./extras.js'),
      ({ Extras, extrasWords, styles }) => {
        this.extras = new Extras(host, { ...this.#services(), transcript: () => this.transcript });
        this.add(styles, extrasWords);
        return this.extras;
      },
    );
  }

  async #loadDictation(): Promise<unknown> {
    if (!this.#host.dictation) return undefined;
    return this.load(
      'dictation',
      () => import('./dictation.js'),
      ({ Dictation, dictationWords, styles }) => {
        this.inComposer.push(
          new Dictation(this.#host, {
            ...this.#services(),
            transcript: () => this.transcript,
            consented: () => this.consented(),
          }),
        );
        this.add(styles, dictationWords);
      },
    );
  }

  async #loadAttachments(): Promise<unknown> {
    // A draft that was kept, or set by the page, may have parts where nothing can be attached.
    if (typeof this.#host.accept !== 'string' && this.#services().composer.draft.parts.length === 0) return undefined;
    return this.load(
      'attachments',
      () => import('./attachments.js'),
      ({ Attachments, attachmentWords, styles }) => {
        this.inComposer.push(
          new Attachments(this.#host, {
            ...this.#services(),
            loadTranscript: () => this.loadTranscript(),
            consented: () => this.consented(),
          }),
        );
        this.add(styles, attachmentWords);
      },
    );
  }

  async #loadPersistence(): Promise<unknown> {
    if (persistenceOf(this.#host) === 'none') return undefined;
    return this.load(
      'persistence',
      () => import('./persistence.js'),
      ({ PersistenceController }) => {
        const { composer } = this.#services();
        this.persistence = new PersistenceController(this.#host, { composer, parts: this });
        this.#host.requestUpdate();
      },
    );
  }
}
