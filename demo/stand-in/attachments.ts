/** What the stand-in says of files: that they came, which proves the way that they took. It does not pretend to see anything in them. */
import type { ChatBody } from '../../src/proxy/fields.js';

interface Part {
  type: string;
  text?: string;
  image_url?: { url?: string };
  input_audio?: { data?: string; format?: string };
  file?: { filename?: string; file_data?: string };
}

/** @returns undefined where the last message has none */
export function attachmentsText({ messages }: ChatBody): string | undefined {
  const content = messages.at(-1)?.content;
  if (!Array.isArray(content)) return undefined;
  const lines = (content as Part[]).map(lineOf).filter((line) => line !== undefined);
  if (lines.length === 0) return undefined;
  return `What came with your message:\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\nA model would look at it now; I only count.`;
}

function lineOf({ type, text = '', image_url: image, input_audio: audio, file }: Part): string | undefined {
  switch (type) {
    case 'image_url':
      return `a picture${sizeOf(image?.url)}`;
    case 'input_audio':
      return `a recording${sizeOf(audio?.data)}`;
    case 'file':
      return `the file \`${(file?.filename ?? '').replaceAll('`', '')}\`${sizeOf(file?.file_data)}`;
    default: {
      const [, name, rest = ''] = /^File “([^”\n]*)”:\n\n(.*)$/s.exec(text) ?? [];
      return name === undefined
        ? undefined
        : `the text \`${name.replaceAll('`', '')}\`, ${rest.length.toLocaleString('en')} characters`;
    }
  }
}

/** Of base64, with its address before it or not. */
function sizeOf(data = ''): string {
  if (/^https?:/.test(data)) return ' at an address';
  const bytes = Math.floor((data.replace(/^.*,/, '').length * 3) / 4);
  return bytes < 1_000 ? ` of ${bytes} bytes` : ` of ${Math.round(bytes / 1_000).toLocaleString('en')} kB`;
}
