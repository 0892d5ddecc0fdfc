import { html, nothing, type TemplateResult } from 'lit';
import type { Given } from './extras-host.js';

/** @returns where a link of the page's may lead: the same list holds as for links in replies */
export function allowed({ host, services }: Given, url: string | undefined): string | undefined {
  return url ? services.transcript()?.allowLink(url, host.baseURI)?.href : undefined;
}

/** A link that leaves the chat where it is. `mailto:` and `tel:` open no page. */
export function link(
  given: Given,
  { url, part, text, className = '' }: { url: string | undefined; part: string; text: unknown; className?: string },
): TemplateResult | typeof nothing {
  const href = allowed(given, url);
  if (href === undefined) return nothing;
  return html`<a class="${className} ${part}" part=${part} href=${href} target=${targetOf(href)} rel="noopener">${text}</a>`;
}

export const targetOf = (href: string): string => (/^(?:mailto|tel):/i.test(href) ? '_self' : '_blank');
