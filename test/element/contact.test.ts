/** A way out: to people, and to what becomes of what is written. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, part } from './fixture.js';

const target = (element: Chat8080, name: string): string | null | undefined => part(element, name)?.getAttribute('href');
const answer = { status: 200, steps: [{ write: reply('Yes.') }] };

async function asked(attributes: Record<string, string>, ...answers: Parameters<typeof script>): Promise<Chat8080> {
  const { endpoint } = await script(...answers);
  const element = await chat(endpoint, attributes);
  await element.send('Hi');
  return element;
}

describe('contact', () => {
  for (const url of ['https://example.com/help', 'mailto:help@example.com', 'tel:+4930123456', '/help']) {
    it(`leads to ${url}, from the header`, async () => {
      const element = await chat('/v1', { contact: url });
      await waitUntil(() => target(element, 'contact-button') === url, 'a link');
    });
  }

  it('leads nowhere else, whatever a page writes', async () => {
    const element = await chat('/v1', { contact: 'javascript:alert(1)', privacy: 'data:text/html,no' });
    element.contact = ' java\nscript:alert(1)';
    // What comes once the part is there, and comes after the links would have.
    element.setAttribute('header-menu', '');
    const { endpoint } = await script(answer);
    element.endpoint = endpoint;
    await element.send('Hi');
    await waitUntil(() => part(element, 'download-button'), 'the part');
    expect(part(element, 'contact-button')).to.equal(null);
    expect(part(element, 'privacy-link')).to.equal(null);
  });

  it('stands beside an error that asking again will not mend', async () => {
    const element = await asked({ contact: '/help' }, { status: 403, steps: [{ write: '{}' }] });
    await waitUntil(() => target(element, 'error contact-link') === '/help', 'a link');
  });

  it('does not stand beside one that may pass', async () => {
    const element = await asked({ contact: '/help' }, { status: 429, headers: { 'retry-after': '3600' }, steps: [] });
    await waitUntil(() => part(element, 'retry-button')?.ariaDisabled === 'true' && part(element, 'contact-button'), 'drawn');
    expect(part(element, 'error contact-link')).to.equal(null);
  });

  it('is offered below a reply that was rated as bad, until that is taken back', async () => {
    const element = await asked({ contact: '/help', feedback: '' }, answer);
    await waitUntil(() => part(element, 'bad-button') && part(element, 'contact-button'), 'rated');
    expect(part(element, 'message contact-link')).to.equal(null);
    part(element, 'bad-button')!.click();
    await waitUntil(() => target(element, 'message contact-link') === '/help', 'a link');
    part(element, 'bad-button')!.click();
    await waitUntil(() => part(element, 'message contact-link') === null, 'gone');
  });
});

describe('privacy', () => {
  it('is a link beside the disclaimer, on the same line, in a page of its own', async () => {
    const element = await chat('/v1', { privacy: '/privacy', disclaimer: 'A model answers.' });
    await waitUntil(() => target(element, 'footer privacy-link') === '/privacy', 'a link');
    const link = part(element, 'footer privacy-link')!;
    expect(link.textContent).to.equal('Privacy');
    expect(link.getAttribute('target')).to.equal('_blank');
    const line = part(element, 'footer')!.querySelector('bdi')!.getBoundingClientRect();
    expect(link.getBoundingClientRect().top).to.be.within(line.top - 4, line.bottom);
  });
});
