/** The most that a prompt can be, for the limits. What the service counts in the end replaces it. */
import type { ChatBody, ChatMessage, ContentPart } from '../fields.js';
import { pdfPrefix } from './attachments.js';
import { bytesAt, bytesIn } from './base64.js';
import { imageSize, type ImageType } from './images.js';
import { mostSeconds, soundHead } from './sounds.js';

/**
 * The most for a picture of 1568 × 1568 pixels, by the formulas that services have published: 1,536 patches times 2.46 (gpt-4.1-nano) are
 * 3,779, times 1.62 (gpt-4.1-mini) 2,488; tiles of gpt-4o at most 1,445; pixels by 750 (Claude) 3,278, of which most models see 1,600.
 * https://platform.openai.com/docs/guides/images-vision, https://platform.claude.com/docs/en/build-with-claude/vision
 */
const tokensOfImage = 4_000;
/** Gemini alone counts on as a picture grows: 258 for a tile of 768 pixels (https://ai.google.dev/gemini-api/docs/tokens). */
const tileOfImage = { pixels: 768, tokens: 258 };
/** Gemini's, the highest that is published (same page); OpenAI's are 10. */
export const tokensOfSecond = 32;
/** A page is sent as its text and as a picture: 1,500 to 3,000 for the text (https://platform.claude.com/docs/en/build-with-claude/pdf-support). */
const tokensOfPage = 3_000 + 1_600;
/**
 * Pages of a PDF that packs the list of them cannot be counted. Word processors and typesetters write such files, with their fonts inside:
 * a page takes 20 kB and more. One that is made to have more is cut off by the model's context, and the service's count replaces this.
 */
const bytesOfToken = 4;

/** No token of a text is shorter than a byte. */
export function mostPromptTokens({ messages, tools }: ChatBody): number {
  const parts = messages.flatMap(({ content }) => (Array.isArray(content) ? content : []));
  const text = new TextEncoder().encode(JSON.stringify([messages.map(withoutData), tools])).length;
  return parts.reduce((sum, part) => sum + tokensOfPart(part), text);
}

/** The message without what is inside its attachments. */
export function withoutData(message: ChatMessage): ChatMessage {
  const { content } = message;
  return Array.isArray(content) ? { ...message, content: content.map(partWithoutData) } : message;
}

function partWithoutData(part: ContentPart): ContentPart {
  const { image_url: image, input_audio: sound, file } = part;
  if (image?.url.startsWith('data:') === true) return { ...part, image_url: { ...image, url: '' } };
  if (sound) return { ...part, input_audio: { ...sound, data: '' } };
  return file ? { ...part, file: { ...file, file_data: '' } } : part;
}

function tokensOfPart({ image_url: image, input_audio: sound, file }: ContentPart): number {
  if (image) return Math.max(tokensOfImage, tokensOfTiles(image.url));
  if (sound) return Math.ceil(mostSeconds(bytesAt(sound.data, 0, soundHead), bytesIn(sound.data)) * tokensOfSecond);
  return file ? tokensOfPdf(file.file_data.slice(pdfPrefix.length)) : 0;
}

/** 0 for one that the service fetches: it is the owner's. */
function tokensOfTiles(url: string): number {
  const [prefix = '', type] = /^data:image\/(\w+);base64,/.exec(url) ?? [];
  const size = type === undefined ? undefined : imageSize(type as ImageType, url.slice(prefix.length));
  const tiles = (side: number): number => Math.ceil(side / tileOfImage.pixels);
  return size ? tiles(size.width) * tiles(size.height) * tileOfImage.tokens : 0;
}

function tokensOfPdf(data: string): number {
  const pages = atob(data).match(/\/Type\s{0,9}\/Page(?!s)/g)?.length ?? 1;
  return Math.max(pages * tokensOfPage, Math.ceil(bytesIn(data) / bytesOfToken));
}
