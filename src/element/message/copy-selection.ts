import { copied } from './copied.js';

/** For `copy`: what is selected in the transcript. A field is the browser's, and so is what begins or ends in the page around. */
export function copySelection(event: ClipboardEvent): void {
  const target = event.target as Element;
  const root = target.getRootNode() as ShadowRoot;
  const transcript = root.querySelector('.transcript');
  const ends = target.matches('textarea') ? undefined : selectedIn(root);
  if (!ends || !transcript?.contains(ends.startContainer) || !transcript.contains(ends.endContainer)) return;
  const { html, text } = copied(ends);
  event.clipboardData?.setData('text/html', html);
  event.clipboardData?.setData('text/plain', text);
  event.preventDefault();
}

type Composed = Partial<Pick<Selection, 'getComposedRanges'>>;

/** `getSelection` of a root was Chromium's before it had `getComposedRanges` (137); Firefox before 142 has neither, and no need of them. */
function selectedIn(root: ShadowRoot & { getSelection?: () => Selection | null }): AbstractRange | undefined {
  const selection = root.getSelection?.() ?? root.ownerDocument.getSelection();
  if (selection?.type !== 'Range' || selection.rangeCount > 1) return undefined;
  try {
    return (selection as Composed).getComposedRanges?.({ shadowRoots: [root] })[0] ?? selection.getRangeAt(0);
  } catch {
    return undefined; // Safari before 18.2 takes roots in another form
  }
}
