/** What a reply draws on, below it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/index.js';

/** One source as it may be shown. The place in the list is its number in the text. */
export interface ShownSource {
  name: string;
  /** Undefined where it must not be followed. */
  href: string | undefined;
  /** The real one. */
  host: string;
  quote: string | undefined;
}

/** So many are seen at once; a reader of the answer is not to scroll past thirty. */
const mostAtOnce = 5;

export function sourcesTemplate(strings: Locale, sources: readonly ShownSource[]): TemplateResult {
  const rest = sources.slice(mostAtOnce);
  return html`<div class="sources" part="sources" role="group" aria-label=${strings.sources}>
    <p class="sources-name" aria-hidden="true">${strings.sources}</p>
    <ol>
      ${sources.slice(0, mostAtOnce).map(sourceTemplate)}
    </ol>
    ${
      rest.length === 0
        ? nothing
        : html`<details>
            <summary>${strings.moreSources(rest.length)}</summary>
            <ol start=${mostAtOnce + 1}>
              ${rest.map(sourceTemplate)}
            </ol>
          </details>`
    }
  </div>`;
}

function sourceTemplate({ name, href, host, quote }: ShownSource): TemplateResult {
  if (href === undefined) return html`<li><bdi>${name}</bdi></li>`;
  return html`<li>
    <a part="link" href=${href} target="_blank" rel="noopener noreferrer nofollow ugc" title=${quote ?? nothing}
      ><bdi>${name}</bdi></a
    >
    <span class="source-host">${host}</span>
  </li>`;
}
