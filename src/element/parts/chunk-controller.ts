import { adoptStyles, unsafeCSS, type CSSResult, type LitElement, type PropertyDeclaration } from 'lit';
import { styles } from '../../styles/index.js';
import { hint, type Hint } from '../hints/hints.js';
import { importFloating, importJsonConfig, importPageCheck, importPersistence, type importMessages } from './lazy.js';
import { loadMarkdown } from '../message/markdown-directive.js';
import type { PanelController } from '../panel/panel-controller.js';
import { isBeingParsed } from '../api/parsing.js';
import type { PersistenceController } from '../turn/persistence.js';
import { isOdd } from '../hints/suspicion.js';

/** How the element makes what came as a class. */
interface Makers {
  messages: (module: Awaited<ReturnType<typeof importMessages>>) => void;
  panel: (module: Awaited<ReturnType<typeof importFloating>>) => PanelController;
  persistence: (Persistence: typeof PersistenceController) => PersistenceController;
}

/** What is loaded when an element first needs it. A file that is not to be had is told to the owner, and the chat goes on without it. */
export class ChunkController {
  /** Of a floating chat. */
  panel: PanelController | undefined;
  /** Of a chat that keeps its conversation. */
  persistence: PersistenceController | undefined;

  readonly #sheets: CSSResult[] = [];
  /** By file. */
  readonly #loading: Record<string, Promise<void>> = {};

  constructor(
    private readonly host: LitElement,
    private readonly make: Makers,
  ) {}

  readonly hint: Hint = (...given) => hint(this.host, ...given);

  /** How messages look, and what draws them. */
  loadMessages(): Promise<void> {
    return this.#load('markdown.js', () =>
      loadMarkdown().then((module) => {
        this.adopt(unsafeCSS(module.styles));
        this.make.messages(module);
      }),
    );
  }

  loadPanel(): Promise<void> {
    return this.#load('floating.js', () =>
      importFloating().then((module) => {
        this.adopt(unsafeCSS(module.panelStyles));
        this.panel = this.make.panel(module);
        this.host.requestUpdate();
      }),
    );
  }

  loadPersistence(): Promise<void> {
    return this.#load('persist.js', () =>
      importPersistence().then(({ PersistenceController: Persistence }) => {
        this.persistence = this.make.persistence(Persistence);
      }),
    );
  }

  /** Waits for the children, and does what a JSON child says. */
  async applyChildren(declared: ReadonlyMap<PropertyKey, PropertyDeclaration>): Promise<void> {
    while (isBeingParsed(this.host)) await new Promise((resolve) => setTimeout(resolve));
    if (!this.host.querySelector(':scope > script[type="application/json"]')) return;
    await this.#load('json-config.js', () =>
      importJsonConfig().then(({ applyJson }) => applyJson(this.host, declared, this.hint)),
    );
  }

  /** @param attributes those of the element itself */
  async checkPage(attributes: readonly string[]): Promise<void> {
    if (!isOdd(this.host, attributes)) return;
    await this.#load('page-check.js', () =>
      importPageCheck().then(({ checkPage }) => checkPage(this.host, attributes, this.hint)),
    );
  }

  /** @param sheets that have come; without any, all that came before, where the browser has lost them */
  adopt(...sheets: CSSResult[]): void {
    this.#sheets.push(...sheets);
    const { renderRoot, ownerDocument } = this.host;
    const all = [...styles, ...this.#sheets];
    const { defaultView } = ownerDocument;
    if (ownerDocument === document) {
      adoptStyles(renderRoot as ShadowRoot, all);
    } else if (defaultView) {
      // Another document, a picture-in-picture window say, takes no sheets that were made in this one.
      (renderRoot as ShadowRoot).adoptedStyleSheets = all.map(({ cssText }) => {
        const sheet = new defaultView.CSSStyleSheet();
        sheet.replaceSync(cssText);
        return sheet;
      });
    }
  }

  /** Once, whatever comes of it: a first render that fails is tried again, and each try would cause the next. */
  #load(file: string, load: () => Promise<void>): Promise<void> {
    return (this.#loading[file] ??= load().catch((error: unknown) => this.hint('missing-chunk', file, String(error))));
  }
}
