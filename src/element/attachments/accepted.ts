/** What a page takes, as HTML's `accept` says it: https://html.spec.whatwg.org/multipage/input.html#attr-input-accept */

/** Types that systems do not know by the name, or call by several names. */
const typesByExtension: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  csv: 'text/csv',
  heic: 'image/heic',
  heif: 'image/heif',
  avif: 'image/avif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  json: 'application/json',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
};

/** @returns in lower case, without parameters; what the name says where the system says nothing */
export function typeOf({ type, name }: Pick<File, 'type' | 'name'>): string {
  const [known = ''] = type.toLowerCase().split(';');
  return known.trim() || (typesByExtension[extensionOf(name)] ?? '');
}

export function extensionOf(name: string): string {
  return /\.([^.\s]+)\s*$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** @param accept `image/*`, `.pdf`, `text/csv`, with commas between them; without any of them everything is taken */
export function accepts(accept: string, file: Pick<File, 'type' | 'name'>): boolean {
  const tokens = accept
    .toLowerCase()
    .split(',')
    .map((token) => token.trim())
    .filter(Boolean);
  const type = typeOf(file);
  const name = file.name.toLowerCase().trimEnd();
  return (
    tokens.length === 0 ||
    tokens.some((token) =>
      token.startsWith('.')
        ? name.endsWith(token)
        : token === '*/*' || (token.endsWith('/*') ? type.startsWith(token.slice(0, -1)) : type === token),
    )
  );
}

/** A camera is of use where pictures are taken. */
export function acceptsPictures(accept: string): boolean {
  return accepts(accept, { name: 'photo.jpg', type: 'image/jpeg' });
}
