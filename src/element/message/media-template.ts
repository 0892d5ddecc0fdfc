/** Pictures and recordings of a message. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/index.js';
import { audioUrl, pictureOf } from './media-bytes.js';

export { pixelsIn } from './media-bytes.js';

/**
 * @param name Of its file; else, of several in a message, its number, from 2 on.
 * @returns undefined for what is not shown as a picture: it is named instead
 */
export function pictureTemplate(strings: Locale, url: string, name: string): TemplateResult | undefined {
  const picture = pictureOf(url);
  if (!picture) return undefined;
  const open = (event: Event): void => openLarge(event.currentTarget as HTMLElement, strings, url);
  return html`<div class="picture" part="picture">
    <button type="button" class="picture-open" aria-label=${`${strings.openPicture} ${name}`.trimEnd()} @click=${open}>
      <img src=${url} alt="" decoding="async" draggable="false" />
    </button>
    <a class="small-button" part="save-button" href=${url} download="picture.${picture.extension}">${strings.savePicture}</a>
  </div>`;
}

/** `data` in base64. */
export function audioTemplate(strings: Locale, part: object, data: string): unknown {
  if (/^kept:.*!$/.test(data)) return html`<p class="attachment">${strings.notKept(strings.audio)}</p>`;
  // Of the same height.
  if (data.startsWith('kept:')) return html`<audio class="audio" controls aria-label=${strings.audio}></audio>`;
  const url = audioUrl(part, data);
  return url === undefined
    ? nothing
    : html`<audio class="audio" part="audio" controls preload="none" aria-label=${strings.audio} src=${url}></audio>`;
}

/** In the top layer, above everything; Escape, the button, and a click beside the picture close it. */
function openLarge(opener: HTMLElement, strings: Locale, url: string): void {
  const { ownerDocument } = opener;
  const dialog = ownerDocument.createElement('dialog');
  dialog.className = 'lightbox';
  dialog.part.add('lightbox');
  dialog.setAttribute('aria-label', strings.image);
  const image = ownerDocument.createElement('img');
  image.src = url;
  image.alt = strings.image;
  const close = ownerDocument.createElement('button');
  close.type = 'button';
  close.className = 'small-button';
  close.textContent = strings.closePicture;
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  // The keys of the chat are not the picture's: Escape would close the panel, or stop a reply.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('close', () => {
    dialog.remove();
    opener.focus({ preventScroll: true });
  });
  dialog.append(image, close);
  opener.after(dialog);
  dialog.showModal();
}
