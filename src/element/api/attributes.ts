import type { PropertyDeclaration, ReactiveElement } from 'lit';
import { hint } from '../hints/hints.js';

/** Attributes are kebab-case, properties camelCase, unless `attribute` says otherwise. Lit's decorator of that name, for the decorators that TypeScript compiles here alone: its own, for all kinds, is 0.25 kB (brotli) more. */
export const property =
  (options: PropertyDeclaration) =>
  (prototype: ReactiveElement, name: PropertyKey): void =>
    (prototype.constructor as typeof ReactiveElement).createProperty(name, {
      attribute: String(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      ...options,
    });

/** How attributes are read. One that is taken away gives back `undefined`, the default, where Lit would give `null`. */

export const text = { converter: (value: string | null): string | undefined => value ?? undefined };

/** What is no number becomes NaN, and is hinted at when it would be sent; `Number('')` would be 0. */
export const number = {
  converter: (value: string | null): number | undefined =>
    value === null ? undefined : value.trim() === '' ? NaN : Number(value),
};

/** An element that has a property of this name; JSON, or a page without types, may have set it to anything. */
export type Having<Name extends string> = Element & Readonly<Record<Name, string | number | boolean | null | undefined>>;

/** @returns undefined for what is not set, or is no number */
export function numberOf<Name extends string>(element: Having<Name>, name: Name): number | undefined {
  const value: string | number | boolean | undefined = element[name] ?? undefined;
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value;
  const attribute = attributeOf(element, name);
  hint(element, 'invalid-number', attribute, element.getAttribute(attribute) ?? String(value));
  return undefined;
}

/**
 * Enumerations are read as HTML reads its own: without regard to case, and an unknown word means the default.
 * @param allowed the default first
 */
export function keyword<Name extends string, Word extends string>(
  element: Having<Name>,
  name: Name,
  allowed: readonly [Word, ...Word[]],
): Word {
  const value = String(element[name] ?? allowed[0]);
  const found = allowed.find((word) => word === value.toLowerCase());
  if (found) return found;
  hint(element, 'invalid-value', attributeOf(element, name), value, allowed.join(', '));
  return allowed[0];
}

function attributeOf(element: Element, name: string): string {
  const declared = (element.constructor as typeof ReactiveElement).elementProperties.get(name)?.attribute;
  return typeof declared === 'string' ? declared : name;
}
