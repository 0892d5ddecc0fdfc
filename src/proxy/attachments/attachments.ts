/** Pictures, sounds and files in a message: which are let in, and whether each is what it says. */
import { wrongValue, type Problem as FieldProblem } from '../checks.js';
import type { ChatMessage, ContentPart } from '../fields.js';
import { isBase64, bytesAt } from './base64.js';
import { imageSize, type ImageType } from './images.js';
import { soundHead, soundType } from './sounds.js';

export type AttachmentKind = 'image' | 'audio' | 'file';

export interface AttachmentRules {
  kinds: readonly AttachmentKind[];
  /** Origins that the service may be sent to for a picture. */
  remoteImages: readonly string[];
}

type Problem = Omit<FieldProblem, 'code'> & { code: string };

/** Some services take no more in a request (https://platform.claude.com/docs/en/build-with-claude/vision), and each is a picture to decode. */
const mostAttachments = 100;
/** The same services refuse a larger one. A few hundred bytes can say that they are a picture of many gigabytes. */
const mostPixelsOfSide = 8_000;

const kindsOfParts: Record<string, { kind: AttachmentKind; refusal: string }> = {
  image_url: { kind: 'image', refusal: 'Images are not supported here.' },
  input_audio: { kind: 'audio', refusal: 'Audio is not supported here.' },
  file: { kind: 'file', refusal: 'Files are not supported here.' },
};

/** @param messages Of a body that `checkBody` has passed. */
export function attachmentProblem(messages: ChatMessage[], rules: AttachmentRules): Problem | undefined {
  const attached = messages.flatMap(({ content }, index) =>
    (Array.isArray(content) ? content : [])
      .map((part, place) => ({ part, path: `messages[${index}].content[${place}]`, known: kindsOfParts[part.type] }))
      .filter(({ known }) => known !== undefined),
  );
  const foreign = attached.find(({ known }) => known && !rules.kinds.includes(known.kind));
  if (foreign?.known) return { code: 'invalid_value', message: foreign.known.refusal, param: foreign.path };
  if (attached.length > mostAttachments) {
    const message = `There are more than ${mostAttachments} attachments.`;
    return { code: 'context_length_exceeded', message, param: 'messages' };
  }
  for (const { part, path } of attached) {
    const problem = partProblem(part, path, rules);
    if (problem) return problem;
  }
  return undefined;
}

function partProblem(
  { image_url: image, input_audio: sound, file }: ContentPart,
  path: string,
  rules: AttachmentRules,
): Problem | undefined {
  if (image) return imageProblem(image.url, `${path}.image_url.url`, rules.remoteImages);
  if (sound) {
    const fits = isBase64(sound.data) && soundType(bytesAt(sound.data, 0, soundHead)) === sound.format;
    return fits ? undefined : wrongValue(`${path}.input_audio.data`, `${sound.format.toUpperCase()} in base64`);
  }
  return file && fileProblem(file, `${path}.file`);
}

/** Nothing but a path and a query after the origin, as every reader of addresses understands it. */
const isBelow = (origin: string, url: string): boolean =>
  url.startsWith(`${origin}/`) && /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(url) && url.length <= 2_000;

function imageProblem(url: string, path: string, remoteImages: readonly string[]): Problem | undefined {
  const [prefix, type] = /^data:image\/(png|jpeg|gif|webp);base64,/.exec(url) ?? [];
  if (prefix === undefined) {
    if (remoteImages.some((origin) => isBelow(origin, url))) return undefined;
    const places = remoteImages.length > 0 ? ', or an address of a site that is allowed' : '';
    return wrongValue(path, `a PNG, JPEG, GIF or WebP as 'data:image/…;base64,'${places}`);
  }
  const data = url.slice(prefix.length);
  const size = isBase64(data) ? imageSize(type as ImageType, data) : undefined;
  if (!size) return wrongValue(path, `${type?.toUpperCase()} in base64`);
  const isSmall = Math.max(size.width, size.height) <= mostPixelsOfSide;
  return isSmall ? undefined : wrongValue(path, `an image of at most ${mostPixelsOfSide} × ${mostPixelsOfSide} pixels`);
}

/** The one type of file that the API takes in chat completions (https://developers.openai.com/api/docs/guides/file-inputs); text is sent as text. */
export const pdfPrefix = 'data:application/pdf;base64,';

function fileProblem({ filename, file_data: url }: NonNullable<ContentPart['file']>, path: string): Problem | undefined {
  if (/\p{C}/u.test(filename ?? '')) return wrongValue(`${path}.filename`, 'a name without control characters');
  const data = url.slice(pdfPrefix.length);
  const isPdf = url.startsWith(pdfPrefix) && isBase64(data) && String.fromCharCode(...bytesAt(data, 0, 5)) === '%PDF-';
  return isPdf ? undefined : wrongValue(`${path}.file_data`, `a PDF as '${pdfPrefix}'`);
}
