/**
 * `chat-8080/react`: the element as a component. React renders what stands inside until the element is defined, and then makes the element itself:
 * one that came from the server would lose its object properties and listeners (https://github.com/facebook/react/issues/35446).
 *
 * Why not `@lit/react` (1.0.8): it takes the class itself, so a server would have to load the element, and some know no `HTMLElement`; and what
 * it hydrates may have drawn itself before it gets its properties.
 */
'use client';

import { createElement, useSyncExternalStore, type ReactElement } from 'react';

const isDefined = (): boolean => customElements.get('chat-8080') !== undefined;
const isDefinedOnServer = (): boolean => false;

/** Fetches the element in a page alone: a server may know no `HTMLElement`. */
function define(done: () => void): () => void {
  if (!isDefined()) void import('./index.js').then(done);
  return () => undefined;
}

/** React listens to events of an element by their own names: `onChatSend` is `onchat-send` there. */
function ownName(name: string): string {
  if (/^on(?:Before)?Toggle$/.test(name)) return name.toLowerCase();
  return name.replace(/^onChat[A-Z].*/, (given) => given.replace(/(?<!^on)[A-Z]/g, '-$&').toLowerCase());
}

// The package types this function by `dist/react.d.ts`, which is made from the class.
export function Chat8080(props: Readonly<Record<string, unknown>>): ReactElement {
  if (useSyncExternalStore(define, isDefined, isDefinedOnServer)) {
    return createElement('chat-8080', Object.fromEntries(Object.entries(props).map(([name, value]) => [ownName(name), value])));
  }
  const { id, className, style, hidden, children } = props;
  return createElement('div', { id, className, style, hidden, children });
}
