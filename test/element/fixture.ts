/** <chat-8080> on a page, and what its visitor sees of it. */
import { fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/index.js';
import type { Chat8080 } from '../../src/index.js';

export async function chat(endpoint: string | undefined, attributes: Record<string, string> = {}): Promise<Chat8080> {
  const element = document.createElement('chat-8080');
  if (endpoint !== undefined) element.endpoint = endpoint;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const parent = await fixture<HTMLElement>(html`<div></div>`);
  parent.append(element);
  await element.updateComplete;
  return element;
}

/** By role, name or tag; what has a name for `::part` is found by {@link part}. */
export function find(element: Chat8080, selector: string): HTMLElement | null {
  return element.renderRoot.querySelector<HTMLElement>(selector);
}

export function textarea(element: Chat8080): HTMLTextAreaElement {
  return find(element, 'textarea') as HTMLTextAreaElement;
}

export function findAll(element: Chat8080, selector: string): HTMLElement[] {
  return [...element.renderRoot.querySelectorAll<HTMLElement>(selector)];
}

/**
 * What a page reaches by `::part`: the first such piece, or the first inside another, as in `'assistant copy-button'`. A piece that has
 * neither a part nor a role stands in a part, and is found there by its tag.
 */
export function part(element: Chat8080, names: string): HTMLElement | null {
  return find(element, selector(names));
}

export function parts(element: Chat8080, names: string): HTMLElement[] {
  return findAll(element, selector(names));
}

const selector = (names: string): string => names.replace(/\S+/g, '[part~="$&"]');

/** Real key presses into the composer. */
export async function type(element: Chat8080, text: string): Promise<void> {
  element.focus();
  await sendKeys({ type: text });
}

export async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

/** The innermost piece in which this is read; what is only spoken stands in the live region for a while. */
export function saying(element: Chat8080, text: string): HTMLElement | undefined {
  return findAll(element, ':not([aria-live], [aria-live] *)').findLast(({ textContent }) => textContent.trim() === text);
}

/** What a screen reader says of the input after its name. */
export function description(element: Chat8080): string | undefined {
  const id = textarea(element).getAttribute('aria-describedby');
  return id === null ? undefined : find(element, `#${id}`)!.textContent;
}

/** After the next frame has been drawn, whatever its observers have changed in it: they run between the frame and the next task. */
export async function drawn(frames = 1): Promise<void> {
  for (let frame = 0; frame < frames; frame++) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}

/** What a visitor reads in the transcript: role and text of each message. */
export function messages(element: Chat8080): [string, string][] {
  return parts(element, 'message').map((message) => [
    message.part.contains('user') ? 'user' : 'assistant',
    message.querySelector('[part~=body]')?.textContent ?? '',
  ]);
}

export function draft(element: Chat8080): string {
  return textarea(element).value;
}
