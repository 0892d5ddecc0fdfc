/**
 * An image's address can carry a conversation away, so nothing is fetched before a reader, or the site's owner, has said so.
 */
import type { RenderContext } from '../context.js';
import { isListedHost, type Link } from '../syntax/urls.js';
import { createElement } from './elements.js';

export function createImage(context: RenderContext, source: Link, { alt, title }: { alt: string; title: string }): HTMLElement {
  const { document, options, strings } = context;
  const load = (loading?: 'lazy'): HTMLElement =>
    createElement(document, 'img', {
      // Before `src`, or the request would start without them.
      referrerpolicy: 'no-referrer',
      loading,
      alt,
      title: title === '' ? undefined : title,
      src: source.href,
    });
  if (isListedHost(source.host, options.imageHosts ?? [])) return load('lazy');

  const placeholder = createElement(document, 'span', { class: 'image', title: title === '' ? undefined : title });
  const button = createElement(document, 'button', { type: 'button', class: 'image-load' });
  button.append(strings.loadImage.replace('{host}', () => source.host));
  button.addEventListener('click', () => {
    const image = load();
    // A focused control that goes away hands its focus on.
    image.setAttribute('tabindex', '-1');
    // Not `:focus`: WebKit matches it only in the window in front (`isFocusedAndActive` in its source). It can go when that has changed:
    // https://github.com/WebKit/WebKit/blob/main/Source/WebCore/css/SelectorCheckerTestFunctions.h
    const focused = (button.getRootNode() as Document | ShadowRoot).activeElement === button;
    placeholder.replaceChildren(image);
    if (focused) image.focus({ preventScroll: true });
  });
  if (alt !== '') placeholder.append(createElement(document, 'span', { class: 'image-alt' }), ' ');
  placeholder.querySelector('span')?.append(alt);
  placeholder.append(button);
  return placeholder;
}
