import { adoptStyles, unsafeCSS, type CSSResult, type LitElement } from 'lit';
import { styles } from '../../styles/index.js';

/** The stylesheets of an element: the script's, and those of the parts that have come. */
export class PartStyles {
  readonly #host: LitElement;
  readonly #sheets: CSSResult[] = [...styles];

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** @param before what was added earlier, and gives its place */
  add(text: string, before?: CSSResult): CSSResult {
    const sheet = unsafeCSS(text);
    const index = before ? this.#sheets.indexOf(before) : this.#sheets.length;
    this.#sheets[index] = sheet;
    this.adopt();
    return sheet;
  }

  /**
   * To be called again in another document: on the way to it the browser drops them (https://github.com/w3c/csswg-drafts/issues/7229).
   * Sheets of another document's making can go when every document takes any sheet: https://github.com/w3c/csswg-drafts/issues/11403
   */
  adopt(): void {
    const { renderRoot, ownerDocument } = this.#host;
    const { defaultView } = ownerDocument;
    if (ownerDocument === document) {
      adoptStyles(renderRoot as ShadowRoot, this.#sheets);
    } else if (defaultView) {
      // Another document, a picture-in-picture window say, takes no sheets that were made in this one.
      (renderRoot as ShadowRoot).adoptedStyleSheets = this.#sheets.map(({ cssText }) => {
        const sheet = new defaultView.CSSStyleSheet();
        sheet.replaceSync(cssText);
        return sheet;
      });
    }
  }
}
