import { expect } from '@open-wc/testing';
import { chunk, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import type { Answer } from '../support/scripted-server.js';
import type { Chat8080 } from '../../src/index.js';
import { chat, drawn, find, findAll, part, parts } from './fixture.js';

interface Given {
  url: string;
  title?: string;
}

const answered = (text: string, sources: readonly Given[], ...more: object[]): Answer => {
  const annotations = sources.map((source) => ({ type: 'url_citation', url_citation: source }));
  return {
    status: 200,
    steps: [{ write: sse(chunk({ content: text }), chunk({ annotations }), ...more, chunk({}, 'stop'), '[DONE]') }],
  };
};

async function asked(answer: Answer, attributes: Record<string, string> = {}): Promise<Chat8080> {
  const { endpoint } = await script(answer);
  const element = await chat(endpoint, attributes);
  await element.send('Where?');
  await waitUntil(() => part(element, 'sources'), 'the sources are shown');
  return element;
}

const two = [{ url: 'https://a.test/hours', title: 'Hours' }, { url: 'https://b.test/' }];
const listed = (element: Chat8080): string[] =>
  findAll(element, '[part~=sources] li').map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
const link = (element: Chat8080, at = 0): HTMLAnchorElement => findAll(element, '[part~=sources] a')[at] as HTMLAnchorElement;

describe('the sources of a reply', () => {
  it('are one list below it, each with its title and its real host, and its numbers lead to them', async () => {
    const element = await asked(answered('At nine [1][2].', two));
    expect(listed(element)).to.deep.equal(['Hours a.test', 'b.test b.test']);
    expect(findAll(element, '[part~=sources] ol')).to.have.length(1);
    expect(parts(element, 'citation').map((citation) => (citation as HTMLAnchorElement).href)).to.deep.equal(
      two.map(({ url }) => url),
    );
    expect(part(element, 'sources')?.ariaLabel ?? part(element, 'sources')?.getAttribute('aria-label')).to.equal('Sources');
    expect(element.messages.at(-1)?.sources).to.deep.equal(two);
  });

  it('ask nobody for anything: no icon, no preview', async () => {
    const element = await asked(answered('Yes.', two));
    expect(findAll(element, '[part~=sources] :is(img, iframe, object, link)')).to.deep.equal([]);
  });

  it('are followed as links are: not where they must not be, and the page hears of it', async () => {
    const element = await asked(
      answered('Yes [1][2].', [{ url: 'javascript:alert(1)', title: 'Click me' }, { url: 'https://b.test/' }]),
    );
    expect(listed(element)).to.deep.equal(['Click me', 'b.test b.test']);
    expect(findAll(element, '[part~=sources] a')).to.have.length(1);
    expect(parts(element, 'citation')).to.have.length(1);
    const heard: string[] = [];
    element.addEventListener('chat-link', (event) => {
      heard.push(event.detail.href);
      event.preventDefault();
    });
    link(element).click();
    parts(element, 'citation')[0]?.click();
    expect(heard).to.deep.equal(['https://b.test/', 'https://b.test/']);
  });

  it('are at most 100, five of them seen at once', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ url: `https://a.test/${index}` }));
    const element = await asked(answered('Yes.', many));
    expect(listed(element)).to.have.length(100);
    expect(find(element, '[part~=sources] summary')?.textContent).to.equal('95 more sources');
    expect(findAll(element, '[part~=sources] li').filter((item) => item.checkVisibility())).to.have.length(5);
  });

  it('are said with the reply, and their numbers in the text are not', async () => {
    const { endpoint } = await script(answered('At nine [1].', two));
    const element = await chat(endpoint);
    await element.send('Where?');
    const said: string[] = [];
    await waitUntil(() => find(element, '[aria-live=polite]'), 'the live region');
    const region = find(element, '[aria-live=polite]')!;
    const listen = (): number => said.push(region.textContent);
    new MutationObserver(listen).observe(region, { childList: true, subtree: true, characterData: true });
    listen();
    await waitUntil(
      () => said.some((text) => text.includes('At nine . 2 sources.') || text.includes('At nine. 2 sources.')),
      'said',
    );
  });

  it('stand in the transcript as footnotes, numbered through, and code stays as it is', async () => {
    const { endpoint } = await script(answered('At nine [1], `a[1]`.', two), answered('See [1]【2】 [3].', two));
    const element = await chat(endpoint);
    await element.send('Where?');
    await element.send('And?');
    expect(element.exportTranscript()).to.equal(
      '## You\n\nWhere?\n\n## Assistant\n\nAt nine [^1], `a[1]`.\n\n[^1]: [Hours](<https://a.test/hours>)\n[^2]: [https://b.test/](<https://b.test/>)\n\n' +
        '## You\n\nAnd?\n\n## Assistant\n\nSee [^3][^4] [3].\n\n[^3]: [Hours](<https://a.test/hours>)\n[^4]: [https://b.test/](<https://b.test/>)\n',
    );
  });

  it('are kept, and what another program has stored in their place is not', async () => {
    sessionStorage.clear();
    const attributes = { persist: 'session', 'storage-key': 'sources' };
    const first = await asked(answered('At nine [1].', two), attributes);
    await waitUntil(() => sessionStorage.getItem('sources')?.includes('a.test'), 'saved');
    first.remove();
    const stored = sessionStorage.getItem('sources')!.replace('"title":"Hours"', '"title":{"toString":1}');
    sessionStorage.setItem('sources', stored);
    const later = await chat(first.endpoint, attributes);
    await waitUntil(() => part(later, 'sources'), 'shown again');
    expect(listed(later)).to.deep.equal(['a.test a.test', 'b.test b.test']);
    expect(parts(later, 'citation')).to.have.length(1);
    sessionStorage.clear();
  });

  it('of a tool are what it returns as `sources`', async () => {
    const call = { index: 0, id: 'c', type: 'function', function: { name: 'find', arguments: '{}' } };
    const { endpoint } = await script(
      { status: 200, steps: [{ write: sse(chunk({ tool_calls: [call] }), chunk({}, 'tool_calls'), '[DONE]') }] },
      { status: 200, steps: [{ write: sse(chunk({ content: 'At nine [1].' }), chunk({}, 'stop'), '[DONE]') }] },
    );
    const element = await chat(endpoint);
    element.tools = [
      { name: 'find', execute: () => ({ text: 'nine', sources: [{ url: 'https://a.test/hours', title: 'Hours' }] }) },
    ];
    await element.send('Where?');
    await waitUntil(() => part(element, 'sources'), 'the sources are shown');
    expect(listed(element)).to.deep.equal(['Hours a.test']);
    expect(parts(element, 'citation')).to.have.length(1);
  });
});

describe('a source on the page itself', () => {
  const place = (): HTMLElement => {
    const section = document.createElement('section');
    section.innerHTML =
      '<div style="height: 3000px"></div><h2 id="prices">Prices</h2><p>A <b>city</b> bicycle\n costs 24 euros a day.</p><div style="height: 3000px"></div>';
    document.body.append(section);
    return section;
  };
  const marked = (): string =>
    [...(CSS.highlights.get('chat-8080-source') ?? [])].map((range) => (range as Range).toString()).join();
  const isInView = (element: Element): boolean => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  };

  for (const [name, url, words] of [
    ['by its id', '#prices', 'Prices'],
    ['by a text fragment', '#:~:text=City%20bicycle,euros', 'city bicycle\n costs 24 euros'],
    ['by a text fragment with what stands around it', '#prices:~:text=A-,city%20bicycle,-costs', 'city bicycle'],
    ['by its id where the words are gone', '#prices:~:text=gone', 'Prices'],
  ] as const) {
    it(`is scrolled to and marked, ${name}`, async () => {
      const section = place();
      const element = await asked(answered('See [1].', [{ url }]));
      link(element).click();
      await waitUntil(() => marked() !== '', 'marked');
      expect(marked()).to.equal(words);
      const target = section.querySelector(words === 'Prices' ? 'h2' : 'p')!;
      await waitUntil(() => isInView(target), 'in view');
      expect(document.activeElement).to.equal(target);
      CSS.highlights.clear();
      section.remove();
    });
  }

  it('makes a panel that is in the way go, whose launcher leads back', async () => {
    const section = place();
    section.style.textAlign = 'end';
    const element = await asked(answered('See [1].', [{ url: '#prices' }]), { mode: 'floating', open: '' });
    parts(element, 'citation')[0]?.click();
    await waitUntil(() => marked() !== '', 'marked');
    expect(element.open).to.equal(false);
    expect(document.activeElement).to.equal(section.querySelector('h2'));
    await waitUntil(() => part(element, 'launcher')?.checkVisibility(), 'the launcher');
    part(element, 'launcher')?.click();
    await waitUntil(() => element.open && part(element, 'sources')?.checkVisibility(), 'back');
    CSS.highlights.clear();
    section.remove();
    await drawn();
  });

  it('that there is not is a link like any other', async () => {
    const element = await asked(answered('See [1].', [{ url: '#no-such-place' }]));
    let isPrevented: boolean | undefined;
    addEventListener(
      'click',
      (event) => {
        isPrevented = event.defaultPrevented;
        event.preventDefault();
      },
      { once: true },
    );
    link(element).click();
    expect(isPrevented).to.equal(false);
  });
});
