import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { Conversation } from '../../src/headless.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, description, find, part, textarea } from './fixture.js';

/** The body of the request that an element with these attributes sends. */
async function bodyWith(
  attributes: Record<string, string>,
  prepare: (element: Chat8080) => void = () => undefined,
): Promise<unknown> {
  const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
  const element = await chat(endpoint, attributes);
  prepare(element);
  await element.send('hi');
  return (await log())[0]!.body;
}

const messages = [{ role: 'user', content: 'hi' }];
const streamed = { stream: true, stream_options: { include_usage: true } };

describe('attributes become fields of the request', () => {
  const rows: [attribute: string, value: string, field: string, sent: unknown][] = [
    ['model', '8080/taalas/llama3.1-8b-instruct', 'model', '8080/taalas/llama3.1-8b-instruct'],
    ['temperature', '0', 'temperature', 0],
    ['temperature', '0.7', 'temperature', 0.7],
    ['top-p', '0.9', 'top_p', 0.9],
    ['max-completion-tokens', '256', 'max_completion_tokens', 256],
    ['stop', 'END', 'stop', 'END'],
    ['seed', '7', 'seed', 7],
    ['frequency-penalty', '-1', 'frequency_penalty', -1],
    ['presence-penalty', '1.5', 'presence_penalty', 1.5],
    ['reasoning-effort', 'low', 'reasoning_effort', 'low'],
  ];
  for (const [attribute, value, field, sent] of rows) {
    it(`${attribute}="${value}"`, async () => {
      expect(await bodyWith({ [attribute]: value })).to.deep.equal({ ...streamed, messages, [field]: sent });
    });
  }

  it('only what is set is sent', async () => {
    expect(await bodyWith({})).to.deep.equal({ ...streamed, messages });
  });

  it('max-history-attachments says how many messages keep what was attached to them', async () => {
    const url = 'data:image/png;base64,iVBORw0KGgo=';
    const body = await bodyWith({ 'max-history-attachments': '0' }, (element) => {
      element.messages = [
        { role: 'user', content: [{ type: 'image_url', image_url: { url } }] },
        { role: 'assistant', content: 'A square.' },
      ];
    });
    expect(body).to.have.deep.nested.property('messages[0]', { role: 'user', content: '[picture]' });
  });

  it('without-stream asks for one JSON answer', async () => {
    expect(await bodyWith({ 'without-stream': '' })).to.deep.equal({ messages });
  });

  it('an attribute that is taken away is sent no more', async () => {
    const body = await bodyWith({ temperature: '1', model: 'm' }, (element) => {
      element.removeAttribute('temperature');
      element.removeAttribute('model');
    });
    expect(body).to.deep.equal({ ...streamed, messages });
  });

  it('instructions-role says who speaks the instructions', async () => {
    const body = await bodyWith({ instructions: 'Be brief.', 'instructions-role': 'SYSTEM' });
    expect(body).to.have.deep.property('messages', [{ role: 'system', content: 'Be brief.' }, ...messages]);
  });

  it('params adds any further field, and headers any further header, asked for before each request', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    let asked = 0;
    element.params = { logit_bias: { 50: -100 }, user: 'u-1' };
    element.headers = () => Promise.resolve({ 'x-session': String(++asked) });
    await element.send('hi');
    await element.send('again');
    const [first, second] = await log();
    expect(first!.body).to.deep.equal({ ...streamed, messages, logit_bias: { 50: -100 }, user: 'u-1' });
    expect([first!.headers['x-session'], second!.headers['x-session']]).to.deep.equal(['1', '2']);
  });

  it('properties that were set before the definition count', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    class Later extends (customElements.get('chat-8080') as typeof Chat8080) {}
    const created = document.createElement('chat-later');
    Object.assign(created, { endpoint, temperature: 0.5 });
    customElements.define('chat-later', Later);
    document.body.append(created);
    await (created as HTMLElement & Pick<Chat8080, 'send'>).send('hi');
    created.remove();
    expect((await log())[0]!.body).to.have.property('temperature', 0.5);
  });
});

describe('label, placeholder and theme', () => {
  it('label and placeholder are shown', async () => {
    const element = await chat('/v1', { label: 'Help desk', placeholder: 'Ask us' });
    expect(part(element, 'title')!.textContent).to.equal('Help desk');
    expect(textarea(element).placeholder).to.equal('Ask us');
    element.removeAttribute('label');
    element.removeAttribute('placeholder');
    await element.updateComplete;
    expect(part(element, 'title')!.textContent).to.equal('Chat');
    expect(textarea(element).placeholder).to.equal('Write a message…');
  });

  it('a maxlength below 0 is none, as in HTML', async () => {
    const element = await chat('/v1', { maxlength: '-1' });
    expect(description(element)).to.equal(undefined);
  });

  it('suggestions are there only where they can be sent', async () => {
    const element = await chat('/v1');
    element.suggestions = ['One'];
    await element.updateComplete;
    expect(part(element, 'suggestion')).not.to.equal(null);
    element.readOnly = true;
    await element.updateComplete;
    expect(part(element, 'suggestion')).to.equal(null);
    element.readOnly = false;
    element.disabled = true;
    await element.updateComplete;
    expect(part(element, 'suggestion')).to.equal(null);
  });

  it('a number as the value and a URL as the endpoint are taken for their text, and a text for no suggestions', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat('');
    Object.assign(element, { endpoint: new URL(endpoint), value: 5, suggestions: 'none' });
    await element.updateComplete;
    expect(find(element, '[part~=welcome] p')).not.to.equal(null);
    expect(part(element, 'suggestion')).to.equal(null);
    expect(textarea(element).value).to.equal('5');
    await element.send(element.value);
    expect((await log())[0]!.body).to.deep.include({ messages: [{ role: 'user', content: '5' }] });
  });

  it('a framework may set a conversation to nothing', async () => {
    const element = await chat('/v1');
    const { conversation } = element;
    element.conversation = undefined;
    expect(element.conversation === conversation, 'its own').to.be.true;
    element.conversation = new Conversation({ endpoint: '/v1' });
    element.conversation = null;
    expect(element.messages).to.deep.equal([]);
    await element.updateComplete;
  });

  it("theme wins over the page's color-scheme, and without it the page's holds", async () => {
    const element = await chat('/v1');
    const background = () => getComputedStyle(part(element, 'panel')!).backgroundColor;
    element.parentElement!.style.colorScheme = 'light';
    const light = background();
    element.parentElement!.style.colorScheme = 'dark';
    const dark = background();
    expect(dark).not.to.equal(light);
    element.theme = 'light';
    await element.updateComplete;
    expect(background()).to.equal(light);
    element.setAttribute('theme', 'DARK');
    element.parentElement!.style.colorScheme = 'light';
    await element.updateComplete;
    expect(background()).to.equal(dark);
  });

  /** As WCAG 2 counts it. */
  function contrastOf(): { rgb: (colour: string) => number[]; contrast: (one: string, other: string) => number } {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const rgb = (colour: string): number[] => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    };
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = rgb(colour).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one: string, other: string): number => {
      const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    return { rgb, contrast };
  }

  it('background and text restyle errors and the colours of code, which can be read whatever they are', async () => {
    const { endpoint } = await script({ status: 200 });
    const element = await chat(endpoint);
    element.style.colorScheme = 'light';
    const { contrast } = contrastOf();
    const probe = document.createElement('i');
    element.messages = [{ role: 'assistant', content: '```js\nlet answer = 42;\n```' }]; // the colours come with the first code
    await waitUntil(() => part(element, 'code'));
    element.shadowRoot!.querySelector('pre')!.append(probe);
    await waitUntil(() => getComputedStyle(probe).getPropertyValue('--_code-keyword') !== '');
    for (const [background, text] of [
      ['#ffffff', '#1c1f26'],
      ['#222222', '#eeeeee'],
      ['#fdf6e3', '#073642'],
      ['#002b36', '#fdf6e3'],
      ['#000000', '#ffffff'],
    ] as const) {
      element.style.setProperty('--chat-8080-background', background);
      element.style.setProperty('--chat-8080-text', text);
      for (const name of ['error', 'code-keyword', 'code-string', 'code-number', 'code-title']) {
        probe.style.cssText = `color: var(--_${name}); background: color-mix(in oklab, var(--_text) 6%, var(--_background))`;
        const { color, backgroundColor } = getComputedStyle(probe);
        expect(contrast(color, backgroundColor), `${name}, ${text} on ${background}`).to.be.at.least(4.5);
      }
    }
  });

  it('one accent restyles the send button, with an icon that can be seen on it', async () => {
    const { endpoint } = await script({ status: 200 });
    const element = await chat(endpoint);
    const { rgb, contrast } = contrastOf();
    const button = part(element, 'send-button')!;
    button.setAttribute('aria-disabled', 'false');
    for (const accent of ['#ffd400', '#0a1a5c', '#e60023', '#00b894', '#000000', '#808080', '#777777', '#ff8800', '#4488ff']) {
      element.style.setProperty('--chat-8080-accent', accent);
      const { backgroundColor, color } = getComputedStyle(button);
      expect(rgb(backgroundColor)).to.deep.equal(rgb(accent));
      expect(contrast(backgroundColor, color), `contrast on ${accent}`).to.be.at.least(3);
    }
  });
});
