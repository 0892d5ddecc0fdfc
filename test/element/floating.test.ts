import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, find, messages, part, parts, textarea, type } from './fixture.js';

async function floating(endpoint = '/v1', attributes: Record<string, string> = {}): Promise<Chat8080> {
  const element = await chat(endpoint, { mode: 'floating', ...attributes });
  await waitUntil(() => find(element, 'dialog'));
  return element;
}

const isShown = (element: Chat8080): boolean => find(element, 'dialog')?.checkVisibility() ?? false;

/** An owner's button outside, which has the focus. */
function outside(element: Chat8080): HTMLButtonElement {
  const button = document.createElement('button');
  element.before(button);
  button.focus();
  return button;
}

/** Names of the elements that `focus` was called on while `work` ran, with whether each call prevented scrolling. */
async function focusCalls(work: () => Promise<void>): Promise<[string, boolean | undefined][]> {
  const calls: [string, boolean | undefined][] = [];
  const { value: focus } = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'focus') as { value: () => void };
  HTMLElement.prototype.focus = function (...options: [FocusOptions?]) {
    calls.push([this.part.value || this.localName, options[0]?.preventScroll]);
    Reflect.apply(focus, this, options);
  };
  try {
    await work();
  } finally {
    HTMLElement.prototype.focus = focus;
  }
  return calls;
}

describe('opening and closing', () => {
  it('moves no focus where the owner sets `open`, and none where the owner takes it away', async () => {
    const element = await floating();
    const button = outside(element);
    const calls = await focusCalls(async () => {
      element.open = true;
      await waitUntil(() => isShown(element));
      element.open = false;
      await waitUntil(() => !isShown(element));
      button.blur();
      element.open = true;
      await waitUntil(() => isShown(element));
      element.open = false;
      await waitUntil(() => !isShown(element));
    });
    expect(calls).to.deep.equal([]);
    expect(document.activeElement === document.body).to.be.true;
  });

  it('the owner who takes `open` away hands a focus that was inside to the launcher', async () => {
    const element = await floating('/v1', { open: '' });
    await waitUntil(() => isShown(element));
    element.focus();
    element.removeAttribute('open');
    await waitUntil(() => !isShown(element));
    expect(element.shadowRoot!.activeElement === part(element, 'launcher')).to.be.true;
  });

  it('leaves the button there, unseen, until a screen reader has heard where the focus has gone', async () => {
    const element = await floating();
    const launcher = part(element, 'launcher')!;
    launcher.focus();
    launcher.click();
    await waitUntil(() => element.shadowRoot!.activeElement === find(element, 'textarea'));
    expect(launcher.checkVisibility({ visibilityProperty: true })).to.be.true;
    expect(getComputedStyle(launcher).opacity).to.equal('0');
    expect(launcher.ariaExpanded, 'what changes unseen is not told').to.equal('false');
    await waitUntil(() => !launcher.checkVisibility({ visibilityProperty: true }), 'it has gone');
    element.hide();
    await waitUntil(() => element.shadowRoot!.activeElement === launcher);
    expect(launcher.checkVisibility({ visibilityProperty: true })).to.be.true;
  });

  it('by show() and hide() takes the focus to the input and back, without scrolling', async () => {
    const element = await floating();
    const button = outside(element);
    const calls = await focusCalls(async () => {
      element.show();
      await waitUntil(() => isShown(element));
      element.hide();
      await waitUntil(() => !isShown(element));
    });
    expect(document.activeElement === button).to.be.true;
    expect(calls.length).to.be.greaterThan(1);
    expect(calls.every(([, preventScroll]) => preventScroll)).to.be.true;
  });

  it('leaves the focus to a visitor who has put it elsewhere meanwhile', async () => {
    const element = await floating();
    outside(element);
    element.show();
    await waitUntil(() => isShown(element));
    const elsewhere = outside(element);
    element.hide();
    await waitUntil(() => !isShown(element));
    expect(document.activeElement === elsewhere).to.be.true;
  });

  it('tells beforetoggle and toggle with both states, and only opening can be prevented', async () => {
    const element = await floating();
    const heard: string[] = [];
    for (const name of ['beforetoggle', 'toggle'] as const) {
      element.addEventListener(name, (event) => {
        const { type, oldState, newState, cancelable } = event;
        heard.push(`${type} ${oldState}-${newState}${cancelable ? ', preventable' : ''}`);
      });
    }
    element.show();
    await waitUntil(() => isShown(element));
    element.toggle();
    await waitUntil(() => !isShown(element));
    expect(heard).to.deep.equal([
      'beforetoggle closed-open, preventable',
      'toggle closed-open',
      'beforetoggle open-closed',
      'toggle open-closed',
    ]);
    element.addEventListener('beforetoggle', (event) => event.preventDefault());
    element.show();
    await element.updateComplete;
    expect(element.open).to.be.false;
    expect(isShown(element)).to.be.false;
  });

  it('toggle(force) does nothing where it is so already', async () => {
    const element = await floating();
    let told = 0;
    element.addEventListener('beforetoggle', () => told++);
    element.toggle(false);
    element.toggle(true);
    element.toggle(true);
    await waitUntil(() => isShown(element));
    expect(told).to.equal(1);
  });

  it('sets the state and the attribute', async () => {
    const element = await floating();
    element.show();
    await waitUntil(() => isShown(element));
    expect(element.hasAttribute('open') && element.matches(':state(open)')).to.be.true;
    element.hide();
    await waitUntil(() => !isShown(element));
    expect(element.hasAttribute('open') || element.matches(':state(open)')).to.be.false;
  });
});

describe('a name without end', () => {
  it('leaves room for messages and the input', async () => {
    const element = await floating('/v1', { open: '', label: 'Bread '.repeat(300), subtitle: 'and'.repeat(300) });
    await waitUntil(() => textarea(element).checkVisibility() && element.shadowRoot!.getAnimations().length === 0);
    const panel = find(element, 'dialog')!;
    expect(textarea(element).getBoundingClientRect().bottom).to.be.below(panel.getBoundingClientRect().bottom);
    expect(part(element, 'transcript')!.offsetHeight).to.be.above(panel.offsetHeight / 4);
  });
});

describe('what was not read yet', () => {
  it('is counted on the launcher and in its name while the panel is closed, and forgotten when it opens', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
    const element = await floating(endpoint);
    const name = (): string | null => part(element, 'launcher')!.getAttribute('aria-label');
    expect(name()).to.equal('Open chat');
    await element.send('one');
    await waitUntil(() => part(element, 'badge'));
    expect(name()).to.equal('Open chat, 1 new message');
    await element.send('two');
    await waitUntil(() => name() === 'Open chat, 2 new messages');
    expect(part(element, 'badge')!.textContent).to.equal('2');
    expect(part(element, 'badge')!.getAttribute('aria-hidden')).to.equal('true');
    expect(element.matches(':state(unread)')).to.be.true;
    element.show();
    await waitUntil(() => isShown(element));
    await waitUntil(() => !element.matches(':state(unread)'));
    expect(part(element, 'badge')).not.to.exist;
    expect(name()).to.equal('Close chat');
    await element.send('three');
    element.hide();
    await waitUntil(() => !isShown(element));
    expect(name()).to.equal('Open chat');
  });
});

describe('the mode', () => {
  it('can change at run time: messages and draft are kept, and the chat works on', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
    const element = await chat(endpoint);
    await element.send('one');
    await type(element, 'A draft');
    for (const mode of ['floating', 'fullscreen', 'inline', 'FLOATING'] as const) {
      element.mode = mode;
      await element.updateComplete;
      await waitUntil(() => parts(element, 'message').length === 2 && messages(element)[1]?.[1] === 'Yes.');
      expect(draft(element)).to.equal('A draft');
      expect(find(element, 'dialog') !== null).to.equal(mode.toLowerCase() === 'floating');
    }
    element.show();
    await waitUntil(() => isShown(element));
    await element.send('two');
    await waitUntil(() => parts(element, 'message').length === 4);
  });

  it('is floating alone where the panel opens: in an inline chat show() does nothing', async () => {
    const element = await chat('/v1');
    let told = 0;
    element.addEventListener('beforetoggle', () => told++);
    element.show();
    expect([element.open, told]).to.deep.equal([false, 0]);
    element.mode = 'floating';
    await waitUntil(() => part(element, 'launcher'));
    expect([element.open, isShown(element), told], 'nor does it wait for a panel that can be opened').to.deep.equal([
      false,
      false,
      0,
    ]);
    element.show();
    await waitUntil(() => isShown(element));
    expect([element.open, told]).to.deep.equal([true, 1]);
  });

  it('without-launcher there is no button, and show() still opens', async () => {
    const element = await floating('/v1', { 'without-launcher': '' });
    expect(part(element, 'launcher')).not.to.exist;
    element.show();
    await waitUntil(() => isShown(element));
  });

  it('a floating chat that is moved in the document stays open, and says so once', async () => {
    const element = await floating();
    const heard: string[] = [];
    element.addEventListener('toggle', ({ newState }) => heard.push(newState));
    element.show();
    await waitUntil(() => isShown(element));
    document.body.append(element);
    await element.updateComplete;
    await waitUntil(() => find(element, 'dialog')!.matches(':popover-open'));
    expect(heard).to.deep.equal(['open']);
    element.remove();
  });
});
