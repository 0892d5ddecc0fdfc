/** Files as a visitor chooses, pastes and drops them, and what is seen of them. */
import type { Chat8080 } from '../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, part, parts } from './fixture.js';

/** Takes everything, unless said otherwise; the part is there. */
export async function attaching(endpoint: string | undefined, attributes: Record<string, string> = {}): Promise<Chat8080> {
  const element = await chat(endpoint, { accept: '', ...attributes });
  await waitUntil(() => part(element, 'attach-button'), 'the button');
  return element;
}

export function fileList(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/** As the browser does once the dialog of the system is closed. */
export function choose(element: Chat8080, ...files: File[]): void {
  const input = find(element, 'input[type=file]') as HTMLInputElement;
  input.files = fileList(files).files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Nothing is on its way any more. */
export async function attached(element: Chat8080, count: number): Promise<void> {
  await waitUntil(
    () => chips(element).length === count && chips(element).every(([, state]) => !/^(?:Preparing|Uploading)/.test(state)),
    'attached',
  );
}

/** Name and state of each file above the input, as they are read. */
export function chips(element: Chat8080): [string, string][] {
  return parts(element, 'attachment').map((chip) => {
    const name = chip.querySelector('bdi')!;
    return [name.textContent, name.nextElementSibling!.textContent];
  });
}

/** As the browser itself encodes it: the left half red, the right half blue. */
export async function picture(
  name: string,
  { width = 40, height = 20, type = 'image/png' }: { width?: number; height?: number; type?: string } = {},
): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00f';
  context.fillRect(width / 2, 0, width / 2, height);
  return new File([await canvas.convertToBlob({ type })], name, { type });
}

export interface Seen {
  width: number;
  height: number;
  /** The colour in the middle of each quarter: top left, top right, bottom left, bottom right. */
  colours: string[];
}

/** What a model would see. */
export async function look(url: string): Promise<Seen> {
  const bitmap = await createImageBitmap(await (await fetch(url)).blob());
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const colour = (x: number, y: number): string => {
    const [red = 0, green = 0, blue = 0] = context.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data;
    return red > 200 && green < 60 ? 'red' : blue > 200 && green < 60 ? 'blue' : `${red} ${green} ${blue}`;
  };
  return { width, height, colours: [colour(0.25, 0.25), colour(0.75, 0.25), colour(0.25, 0.75), colour(0.75, 0.75)] };
}
