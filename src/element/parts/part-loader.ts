import type { PartName } from '../../parts.js';
import { missingPart } from '../hints/hints.js';
import type { Parts } from '../host.js';

/** Parts that a button asks for: each press is another try. A try of those that a render asks for would cause the next render. */
const pressed = /^(?:clear|edit)ing/;

/** Fetches the parts that an element needs, each once. One that cannot be had is told to the owner, and the chat goes on without it. */
export class PartLoader implements Pick<Parts, 'load' | 'tryAgain'> {
  readonly #host: Element & { requestUpdate: () => void };
  readonly #loading = new Map<PartName, Promise<unknown>>();
  readonly #missing = new Set<PartName>();
  /** Those that are missing and not on their way again. */
  readonly #failed: PartName[] = [];

  constructor(host: Element & { requestUpdate: () => void }) {
    this.#host = host;
  }

  load<Exports, Made>(name: PartName, load: () => Promise<Exports>, use: (exports: Exports) => Made): Promise<Made | undefined> {
    const known = this.#loading.get(name) as Promise<Made | undefined> | undefined;
    if (known) return known;
    const loading = load()
      .then((exports) => {
        this.#missing.delete(name);
        return use(exports);
      })
      .catch((error: unknown) => {
        this.#missing.add(name);
        if (pressed.test(name)) this.#loading.delete(name);
        else this.#failed.push(name);
        missingPart(this.#host)(name, error);
        this.#host.requestUpdate(); // something plainer stands in its place
        return undefined;
      });
    this.#loading.set(name, loading);
    return loading;
  }

  tryAgain(): void {
    for (const name of this.#failed.splice(0)) this.#loading.delete(name);
  }

  /** It was asked for and cannot be had. */
  isMissing(name: PartName): boolean {
    return this.#missing.has(name);
  }
}
