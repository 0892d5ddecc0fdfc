/**
 * How the classic script gets its parts. They are files in the folder `chat-8080` beside it, wherever it was loaded from, and each is a
 * function that takes what it shares with the script (Lit above all) and gives its exports: a classic script cannot be imported from.
 * The build (`.build/classic-script.ts`) writes calls of {@link importPart} in the place of each `import()`.
 */

/**
 * The getter itself: an `<img name="currentScript">` anywhere in the page takes the place of `document.currentScript`
 * (https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem), and foreign script would run in the name of this one.
 */
function own(name: 'currentScript' | 'scripts'): unknown {
  return Object.getOwnPropertyDescriptor(Document.prototype, name)?.get?.call(document);
}

/**
 * Known only while the script runs for the first time; a module script is never the current one, so there its tag is looked for. A relative
 * `import()` will not do: in a classic script of another origin it is resolved against `about:blank`, as the specification has it
 * (https://html.spec.whatwg.org/multipage/webappapis.html#creating-a-classic-script, https://github.com/whatwg/html/issues/5751).
 */
const current = own('currentScript');
const script =
  current instanceof HTMLScriptElement
    ? current
    : Array.from(own('scripts') as HTMLCollectionOf<HTMLScriptElement>).find(({ src }) => /\/chat-8080\.js(?:[?#]|$)/.test(src));
/** Read at once: it could be changed, or another `<base>` come, before the first part is needed. */
const place = script?.src;

type Exports = Record<string, unknown>;

export interface PartModule {
  default: (shared: Exports, importPart: (file: string) => Promise<Exports>) => Exports;
}

const loading = new Map<string, Promise<Exports>>();

/**
 * Fetches a part, once a page; where that fails, it can be asked for again.
 * @param file relative to the script
 * @param shared what of the script its parts use; known when all of the script has run
 */
export function importPart(file: string, shared: () => Exports): Promise<Exports> {
  let part = loading.get(file);
  if (!part) {
    part = fetchPart(file, shared);
    loading.set(file, part);
    part.catch(() => loading.delete(file));
  }
  return part;
}

async function fetchPart(file: string, shared: () => Exports): Promise<Exports> {
  const { default: part } = (await import(/* @vite-ignore */ new URL(file, place).href)) as PartModule;
  return part(shared(), (other) => importPart(other, shared));
}
