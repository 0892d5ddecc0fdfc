/**
 * Wide code gets a button that wraps its lines. What is chosen at one block holds for all code of the chat until the page is left, for what is
 * still to come too. Code that fits has no button.
 */
export class Wrapping {
  readonly #root: ParentNode;
  readonly #name: string;
  /** It tells of each box once at first, and reads its width when that costs no layout. */
  readonly #observer = new ResizeObserver((entries) => {
    for (const { target } of entries) this.#look(target);
  });
  #isOn = false;

  /** @param name what the button says */
  constructor(root: ParentNode, name: string) {
    this.#root = root;
    this.#name = name;
    for (const box of root.querySelectorAll('.code > pre')) this.add(box);
  }

  add(box: Element): void {
    this.#observer.observe(box);
  }

  #look(box: Element): void {
    const frame = box.parentElement;
    if (!frame || frame.classList.contains('wraps')) return;
    const isWide = box.scrollWidth > box.clientWidth;
    const button = frame.querySelector<HTMLElement>('.code-wrap') ?? (isWide ? this.#addButton(frame) : undefined);
    if (!button) return;
    button.hidden = !isWide;
    // A box that gets another size while sizes are told would be an error of the page.
    if (isWide && this.#isOn) requestAnimationFrame(() => this.#set(frame, button));
  }

  #addButton(frame: Element): HTMLElement {
    const button = frame.ownerDocument.createElement('button');
    button.type = 'button';
    button.className = 'code-wrap';
    button.part.add('code-wrap');
    button.setAttribute('aria-pressed', 'false');
    button.append(this.#name);
    button.addEventListener('click', () => {
      this.#isOn = !this.#isOn;
      for (const each of this.#root.querySelectorAll<HTMLElement>('.code-wrap:not([hidden])')) {
        const around = each.closest('.code');
        if (around) this.#set(around, each);
      }
    });
    frame.querySelector('.code-copy')?.before(button);
    return button;
  }

  #set(frame: Element, button: HTMLElement): void {
    frame.classList.toggle('wraps', this.#isOn);
    button.setAttribute('aria-pressed', String(this.#isOn));
  }
}
