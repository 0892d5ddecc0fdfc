import { html, nothing, type TemplateResult } from 'lit';
import { modeOf } from '../api/modes.js';
import type { Given } from './extras-host.js';

/** In CSS px. Narrower than a phone the chat has no room, and some of the page is to be seen. */
const least = 280;
const ofScreen = 0.8;
const step = 20;
/** A press that moves less is a click. */
const slack = 3;

/** Whose room the page knows: one that goes does not take away what is told by one that came in its place. */
let teller: ResizeObserver | undefined;

/** The edge of a docked panel, by which its width is changed; and how much of the page the panel takes, for a page that makes room for it. */
export class Docking {
  readonly #given: Given;
  /** As it was changed to on this page. */
  #width: number | undefined;
  /** As it is drawn; 0 where it is closed. */
  #drawn = 0;
  readonly #sizes = new ResizeObserver(() => this.#measure());
  #observed: HTMLElement | null = null;

  constructor(given: Given) {
    this.#given = given;
  }

  render(): TemplateResult | typeof nothing {
    if (this.#drawn === 0) return nothing;
    const { strings } = this.#given.services.locale;
    return html`<div
      class="resizer"
      part="resizer"
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${strings.width}
      aria-valuenow=${this.#drawn}
      aria-valuemin=${least}
      aria-valuemax=${Math.round(most())}
      @keydown=${this.#onKeydown}
      @pointerdown=${this.#onPointerdown}
    ></div>`;
  }

  /** As the visitor has chosen it; undefined: as the stylesheet says. */
  get width(): string | undefined {
    const width = this.#width ?? this.#given.remembered.get('width');
    return this.#isDocked && typeof width === 'number' && Number.isFinite(width) ? `${clamped(width)}px` : undefined;
  }

  updated(): void {
    const panel = this.#isDocked ? this.#given.host.renderRoot.querySelector('dialog') : null;
    if (panel === this.#observed) return;
    this.#sizes.disconnect();
    this.#observed = panel;
    if (panel) this.#sizes.observe(panel);
    else this.#measure();
  }

  disconnected(): void {
    this.#sizes.disconnect();
    this.#observed = null;
    this.#measure();
  }

  /** A page that is to be pushed aside, not covered, gives its body a padding of this. */
  #measure(): void {
    const { host } = this.#given;
    const panel = this.#observed;
    const before = this.#drawn;
    this.#drawn = panel?.matches(':is(:modal)') ? 0 : (panel?.offsetWidth ?? 0);
    if (this.#drawn > 0) teller = this.#sizes;
    if (teller === this.#sizes)
      host.ownerDocument.documentElement.style.setProperty('--chat-8080-docked', this.#drawn > 0 ? `${this.#drawn}px` : null);
    if (this.#drawn !== before) host.requestUpdate();
  }

  get #isDocked(): boolean {
    return modeOf(this.#given.host).isResizable === true;
  }

  /** 1 where the panel grows to the right. */
  get #direction(): 1 | -1 {
    const { host } = this.#given;
    const isAtStart = /start$/i.test(host.placement ?? '');
    return isAtStart === (getComputedStyle(host).direction === 'ltr') ? 1 : -1;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const by = step * this.#direction;
    const width = {
      ArrowLeft: this.#drawn - by,
      ArrowRight: this.#drawn + by,
      Home: least,
      End: most(),
      Enter: this.#other,
    }[event.key];
    if (width === undefined) return;
    event.preventDefault();
    this.#resize(width);
    this.#remember();
  };

  readonly #onPointerdown = (down: PointerEvent): void => {
    if (down.button !== 0) return;
    const separator = down.currentTarget as HTMLElement;
    const before = this.#drawn;
    let isClick = true;
    const move = ({ clientX }: PointerEvent): void => {
      isClick &&= Math.abs(clientX - down.clientX) < slack;
      if (!isClick) this.#resize(before + (clientX - down.clientX) * this.#direction);
    };
    separator.setPointerCapture(down.pointerId);
    separator.addEventListener('pointermove', move);
    separator.addEventListener(
      'lostpointercapture',
      () => {
        separator.removeEventListener('pointermove', move);
        if (isClick) this.#resize(this.#other);
        this.#remember();
      },
      { once: true },
    );
  };

  /** For who cannot drag: the widest, and from there the narrowest (WCAG 2.2, 2.5.7). */
  get #other(): number {
    return this.#drawn < Math.floor(most()) ? most() : least;
  }

  #resize(width: number): void {
    this.#width = clamped(width);
    this.#given.host.requestUpdate();
  }

  #remember(): void {
    if (this.#width !== undefined) this.#given.remembered.set('width', this.#width, 'local');
  }
}

const most = (): number => Math.max(least, innerWidth * ofScreen);
const clamped = (width: number): number => Math.round(Math.min(Math.max(width, least), most()));
