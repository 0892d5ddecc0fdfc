import type { PropertyDeclaration, ReactiveElement } from 'lit';

/** Lit's decorator of that name, for the decorators that TypeScript compiles here alone: its own, for all kinds, is 0.25 kB (brotli) more. */
export const property =
  (options: PropertyDeclaration) =>
  (prototype: ReactiveElement, name: PropertyKey): void =>
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);

/** How attributes are read. One that is taken away gives back `undefined`, the default, where Lit would give `null`. */

export const text = { converter: (value: string | null): string | undefined => value ?? undefined };

/** What is no number becomes NaN, and is hinted at when it would be sent; `Number('')` would be 0. */
export const number = {
  converter: (value: string | null): number | undefined =>
    value === null ? undefined : value.trim() === '' ? NaN : Number(value),
};
