/** Pictures, made fit for a model: upright, not larger than it looks at them, and without what the camera has written into them. */
import { dataUrl } from './data-url.js';

/**
 * Decoded it takes four bytes a pixel. Phones take photos of up to 108 million; 200 million are 0.8 GB, of which a phone's browser dies.
 */
const mostPixels = 128_000_000;
/** What a camera writes before the size of a picture: a preview of some 100 kB at most, in pieces of 64 kB. */
const headLength = 999_999; // three bytes are four letters
/** Above this a picture that is no photo is sent as one: a screenshot of a page with photos, say. */
const largestPng = 600_000;

export type PictureProblem = 'unreadable' | 'too-many-pixels';

export type MadePicture = { readonly blob: Blob } | { readonly problem: PictureProblem };

interface Task {
  readonly file: Blob;
  /** The longer side, in pixels. */
  readonly most: number;
  readonly isPhoto: boolean;
  readonly largestPng: number;
}

/**
 * One picture after the other: two that are decoded at once are twice the memory. In a worker, so that typing goes on; where a page's policy
 * forbids that (`worker-src` without `blob:`, `trusted-types` without `chat-8080`), here.
 */
export class PictureMaker {
  readonly #pixelsIn: (base64: string) => Promise<number | undefined>;
  #last: Promise<unknown> = Promise.resolve();
  #worker: Worker | undefined;
  #isForbidden = false;
  #waiting = 0;

  /** @param pixelsIn how many pixels a picture announces, by its beginning in base64 */
  constructor(pixelsIn: (base64: string) => Promise<number | undefined>) {
    this.#pixelsIn = pixelsIn;
  }

  /** @param most the longer side, in pixels; a smaller picture stays as it is */
  make(file: File, most: number, signal: AbortSignal): Promise<MadePicture> {
    this.#waiting++;
    const made = this.#last.then(async () => {
      try {
        signal.throwIfAborted();
        return await this.#make(file, most);
      } finally {
        if (--this.#waiting === 0) this.#end();
      }
    });
    this.#last = made.catch(() => undefined);
    return made;
  }

  async #make(file: File, most: number): Promise<MadePicture> {
    const head = (await dataUrl(file.slice(0, headLength), '')).replace(/^.*,/, '');
    if (((await this.#pixelsIn(head)) ?? 0) > mostPixels) return { problem: 'too-many-pixels' };
    // JPEG, AVIF, HEIC
    const isPhoto = /^(?:\xff|.{4}ftyp)/s.test(atob(head.slice(0, 16)));
    const task: Task = { file, most, isPhoto, largestPng };
    const blob = await this.#run(task);
    return blob ? { blob } : { problem: 'unreadable' };
  }

  async #run(task: Task): Promise<Blob | undefined> {
    const worker = this.#start();
    if (worker) {
      const answer = await new Promise<Blob | null | undefined>((resolve) => {
        worker.onmessage = ({ data }: MessageEvent<Blob | null>) => resolve(data);
        worker.onerror = () => resolve(undefined);
        worker.postMessage(task);
      });
      if (answer !== undefined) return answer ?? undefined;
      this.#isForbidden = true;
      this.#end();
    }
    return encode(task).catch(() => undefined);
  }

  #start(): Worker | undefined {
    if (this.#isForbidden || typeof OffscreenCanvas === 'undefined') return undefined;
    if (this.#worker) return this.#worker;
    // Nothing but what stands in the function itself is there.
    const code = `onmessage=({data})=>(${encode.toString()})(data).then(postMessage,()=>postMessage(null))`;
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    try {
      return (this.#worker = new Worker(trusted(url)));
    } catch {
      this.#isForbidden = true;
      return undefined;
    } finally {
      // Not at once: Firefox looks at it later.
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    }
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => string };
}

/**
 * Where a page wants Trusted Types, an address of a script is one (https://w3c.github.io/trusted-types/dist/spec/). This policy is for the one
 * address above, and reaches nobody else.
 * @throws TypeError where the page does not allow it
 */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('chat-8080', { createScriptURL: (own) => own });
  return policy ? policy.createScriptURL(url) : url;
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** Runs in a worker too, so it names nothing that stands outside it. */
async function encode({ file, most, isPhoto, largestPng }: Task): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const isOffscreen = typeof OffscreenCanvas !== 'undefined';
  const canvas = isOffscreen
    ? new OffscreenCanvas(width, height)
    : Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const blobOf = async (type: string, quality: number): Promise<Blob> => {
    const blob = isOffscreen
      ? await (canvas as OffscreenCanvas).convertToBlob({ type, quality })
      : await new Promise<Blob | null>((resolve) => (canvas as HTMLCanvasElement).toBlob(resolve, type, quality));
    if (!blob) throw new Error('The picture could not be encoded.');
    return blob;
  };
  // Every server that takes pictures takes these two; not all take WebP.
  const png = isPhoto ? undefined : await blobOf('image/png', 1);
  if (png && png.size <= largestPng) return png;
  // JPEG knows no transparency, and would make it black.
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  const jpeg = await blobOf('image/jpeg', isPhoto ? 0.85 : 0.9);
  return png && png.size <= jpeg.size ? png : jpeg;
}
