/**
 * How the classic script gets its parts. They are files in the folder `chat-8080` beside it, wherever it was loaded from, and each is a
 * function that takes what it shares with the script (Lit above all) and gives its exports: a classic script cannot be imported from.
 * The build (`.build/classic-script.ts`) writes calls of {@link importPart} in the place of each `import()`.
 */

/**
 * By the getter itself: an `<img name="currentScript">` anywhere in the page takes the place of `document.currentScript`
 * (https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem), and foreign script would run in the name of this one.
 *
 * Read at once: only while the script runs for the first time is it the current one, and later there could be another `<base>`. Needed in a
 * classic script of another origin alone, where a relative `import()` is resolved against `about:blank`
 * (https://html.spec.whatwg.org/multipage/webappapis.html#creating-a-classic-script, https://github.com/whatwg/html/issues/5751). Where there is
 * none a relative `import()` knows better than any search for the tag: in a module, under whatever name, it is beside the module, and in an
 * inline script beside the page.
 */
const place = (
  Object.getOwnPropertyDescriptor(Document.prototype, 'currentScript')?.get?.call(document) as HTMLScriptElement | null
)?.src;

type Exports = Record<string, unknown>;

export interface PartModule {
  default: (shared: Exports, importPart: (file: string) => Promise<Exports>) => Exports;
}

const loading = new Map<string, Promise<Exports>>();
let failures = 0;

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
    part.catch(() => {
      failures++;
      loading.delete(file);
    });
  }
  return part;
}

/**
 * Chromium remembers that a module could not be fetched for as long as the page lives, so a further try has to be another URL; a fragment is
 * one, and is not sent. But for another URL an import map has no hash: whoever refuses a file once could then send any other. Where there
 * is a map the same URL is tried again, and it is the browser's to ask for it.
 */
async function fetchPart(file: string, shared: () => Exports): Promise<Exports> {
  const url = place ? new URL(file, place).href : `./${file}`;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated is the signature for the tags of old HTML alone; by the prototype, as `currentScript` above
  const isMapped = Document.prototype.querySelector.call(document, '[type=importmap]');
  const { default: part } = (await import(/* @vite-ignore */ failures && !isMapped ? `${url}#${failures}` : url)) as PartModule;
  return part(shared(), (other) => importPart(other, shared));
}
