// <chat-8080> on a page, and what its visitor sees of it.
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

export function find(element: Chat8080, selector: string): HTMLElement | null {
  return element.renderRoot.querySelector<HTMLElement>(selector);
}

export function textarea(element: Chat8080): HTMLTextAreaElement {
  return find(element, 'textarea') as HTMLTextAreaElement;
}

export function findAll(element: Chat8080, selector: string): HTMLElement[] {
  return [...element.renderRoot.querySelectorAll<HTMLElement>(selector)];
}

/** Real key presses into the composer. */
export async function type(element: Chat8080, text: string): Promise<void> {
  element.focus();
  await sendKeys({ type: text });
}

export async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

/** What a visitor reads in the transcript: role and text of each message. */
export function messages(element: Chat8080): [string, string][] {
  return findAll(element, '.message').map((message) => [
    message.classList.contains('user') ? 'user' : 'assistant',
    message.querySelector('.text')?.textContent ?? '',
  ]);
}

export function draft(element: Chat8080): string {
  return textarea(element).value;
}
