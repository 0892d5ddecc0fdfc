/** What is there after a reload: in one paint, in two tabs, and where nothing can be kept. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chunk } from './scroll-page.js';
import { answer, startVisitorPages, type VisitorPage, type VisitorPages } from './visitor-page.js';

let pages: VisitorPages;
before(async () => {
  pages = await startVisitorPages();
});
after(() => pages.close());

const style = 'style="inline-size: 500px; block-size: 500px"';
const long = Array.from({ length: 40 }, (_, index) => `**Paragraph ${index}** of a reply that is longer than the view.`).join(
  '\n\n',
);

/** What stands 60 px below the top of the transcript, and where. */
interface Seen {
  message: string;
  text: string;
  top: number;
}
const seen = `(() => {
  const root = document.querySelector('chat-8080').shadowRoot;
  const { x, y } = root.querySelector('[part~=transcript]').getBoundingClientRect();
  const at = root.elementFromPoint(x + 60, y + 60);
  const message = at?.closest('[part~=message]')?.id;
  return message ? { message, text: at.textContent, top: at.getBoundingClientRect().top } : null;
})()`;

/** Reloads, and notes what is in the element at each frame from the first in which its panel is there. */
async function reload(
  view: VisitorPage,
): Promise<{ messages: number; text: string; draft: string; scrollTop: number; seen: Seen | null }[]> {
  // A text: what tsx has compiled gives functions names by a helper that the page does not have.
  const { identifier } = await view.page.evaluateOnNewDocument(`
    window.drawnFrames = [];
    const note = () => {
      const root = document.querySelector('chat-8080')?.shadowRoot;
      const transcript = root?.querySelector('[part~=transcript]');
      if (transcript) {
        window.drawnFrames.push({
          messages: root.querySelectorAll('[part~=message]').length,
          text: transcript.textContent.replaceAll(/\\s+/g, ' '),
          draft: root.querySelector('textarea').value,
          scrollTop: transcript.scrollTop,
          seen: ${seen},
        });
      }
      if (window.drawnFrames.length < 20) requestAnimationFrame(() => setTimeout(note));
    };
    requestAnimationFrame(() => setTimeout(note));
  `);
  await view.page.reload();
  await view.until('window.drawnFrames.length >= 20');
  await view.page.removeScriptToEvaluateOnNewDocument(identifier);
  return view.value('window.drawnFrames');
}

async function asked(view: VisitorPage, texts: string[]): Promise<void> {
  for (const text of texts) await view.page.evaluate((content) => document.querySelector('chat-8080')!.send(content), text);
  await view.until(`chat.status === 'idle'`);
}

for (const persist of ['session', 'local']) {
  describe(`persist="${persist}"`, () => {
    it('thread and draft are there in the first frame, drawn as Markdown', async () => {
      const endpoint = await pages.endpoint(answer('See **this**, and `that`.'));
      const view = await pages.open(
        `<chat-8080 endpoint="${endpoint}" persist="${persist}" storage-key="a" ${style}></chat-8080>`,
      );
      await asked(view, ['one', 'two']);
      await view.click('textarea');
      await view.page.keyboard.type('A draft');
      const frames = await reload(view);
      assert.equal(frames[0]?.messages, 4);
      assert.equal(frames[0].draft, 'A draft');
      assert.match(frames[0].text, /two.*said:\s*See this, and that\.\s*$/);
      for (const frame of frames) assert.deepEqual(frame, frames[0]);
      assert.deepEqual(view.complaints, []);
      await view.close();
    });

    it('the open panel is open again, and has not taken the focus', async () => {
      const endpoint = await pages.endpoint(answer('Yes.'));
      const view = await pages.open(
        `<chat-8080 mode="floating" endpoint="${endpoint}" persist="${persist}" storage-key="b"></chat-8080>`,
      );
      await view.until(`find('[part~=launcher]')`);
      await view.click('[part~=launcher]');
      await asked(view, ['one']);
      const frames = await reload(view);
      await view.until(`find('dialog').matches(':popover-open')`);
      assert.ok(frames.every(({ messages }) => messages === 2));
      assert.equal(await view.value('document.activeElement === document.body'), true);
      await view.click('[part~=close-button]');
      await view.until('!chat.open');
      await view.page.reload();
      await view.until(`find('[part~=launcher]')`);
      assert.equal(await view.value('chat.open'), false);
      await view.close();
    });

    it('the view is where the reader has left it, and does not jump after the first frame', async () => {
      const endpoint = await pages.endpoint(answer(long));
      const view = await pages.open(
        `<chat-8080 endpoint="${endpoint}" persist="${persist}" storage-key="c" ${style}></chat-8080>`,
      );
      await asked(view, ['one', 'two', 'three', 'four', 'five']);
      for (const turn of [1, 2, 4]) {
        await view.page.evaluate((index) => {
          const transcript = document.querySelector('chat-8080')!.shadowRoot!.querySelector('[part~=transcript]')!;
          const question = transcript.querySelectorAll('[part~=user]')[index]!;
          transcript.scrollTop += question.getBoundingClientRect().top - transcript.getBoundingClientRect().top + 700;
        }, turn);
        await view.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        // Not what stands between two paragraphs, or below the last one: where that is depends on the heights above.
        await view.until(`(() => {
          if (/Paragraph/.test((${seen})?.text)) return true;
          find('[part~=transcript]').scrollTop += 20;
          return false;
        })()`);
        await view.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        const before = await view.value<Seen>(seen);
        // Turns above come to their true height; what is in view must not move by that, so what is seen is compared.
        for (const frame of await reload(view)) {
          assert.deepEqual([frame.seen?.message, frame.seen?.text], [before.message, before.text]);
          assert.ok(Math.abs((frame.seen?.top ?? NaN) - before.top) <= 1, `${frame.seen?.top} px instead of ${before.top}`);
        }
      }
      await view.close();
    });

    it('who has not moved finds the last question at the top again', async () => {
      const endpoint = await pages.endpoint(answer(long));
      const view = await pages.open(
        `<chat-8080 endpoint="${endpoint}" persist="${persist}" storage-key="d" ${style}></chat-8080>`,
      );
      await asked(view, ['one', 'two', 'three']);
      const frames = await reload(view);
      const offset = await view.value<number>(
        `[...chat.shadowRoot.querySelectorAll('[part~=user]')].at(-1).getBoundingClientRect().top - ` +
          `find('[part~=transcript]').getBoundingClientRect().top`,
      );
      // The distance between messages is 1em, 16 px, and stands above the question too.
      assert.ok(Math.abs(offset - 16) <= 1, `the last question is ${offset} px below the top`);
      assert.ok(frames.every(({ scrollTop }) => scrollTop === frames[0]?.scrollTop));
      await view.close();
    });

    it('a picture has its place in the first frame, and nothing moves when it is there', async () => {
      const endpoint = await pages.endpoint(answer('A square.'));
      const view = await pages.open(
        `<chat-8080 endpoint="${endpoint}" persist="${persist}" storage-key="p" ${style}></chat-8080>`,
      );
      await view.page.evaluate(`(async () => {
        const canvas = new OffscreenCanvas(80, 60);
        const context = canvas.getContext('2d');
        const noise = context.createImageData(80, 60);
        for (let index = 0; index < noise.data.length; index++) noise.data[index] = index % 4 === 3 ? 255 : Math.random() * 256;
        context.putImageData(noise, 0, 0);
        const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
        const url = 'data:image/png;base64,' + btoa(String.fromCharCode(...bytes));
        await document.querySelector('chat-8080').send({ text: 'What is this?', parts: [{ type: 'image_url', image_url: { url } }] });
      })()`);
      await view.until(`${persist}Storage.getItem('p')?.includes('A square.')`);
      assert.match(await view.value(`${persist}Storage.getItem('p')`), /"kept:/);
      const frames = await reload(view);
      assert.equal(frames[0]?.messages, 2);
      for (const { messages, scrollTop, seen: at } of frames)
        assert.deepEqual([messages, scrollTop, at?.top], [2, frames[0].scrollTop, frames[0].seen?.top]);
      await view.until(`find('[part~=picture] img')?.naturalWidth === 80`);
      const height = `find('[part~=user]').getBoundingClientRect().height`;
      const whole = await view.value<number>(height);
      // And the same where it takes its time: the frame of the text alone is as high.
      const { identifier } = await view.page.evaluateOnNewDocument(
        `indexedDB.open = () => ({}); Storage.prototype.getItem = new Proxy(Storage.prototype.getItem, { apply: (get, self, [name]) => name.includes(':kept:') ? null : get.call(self, name) });`,
      );
      await view.page.reload();
      await view.until(`find('[part~=picture]') && !find('[part~=picture] img')`);
      assert.equal(await view.value(height), whole);
      await view.page.removeScriptToEvaluateOnNewDocument(identifier);
      assert.deepEqual(view.complaints, []);
      await view.close();
    });

    it('a reply that was coming is there as far as it came, and can be continued', async () => {
      const endpoint = await pages.endpoint({ status: 200, steps: [{ write: chunk('So far') }, 'hang'] });
      const view = await pages.open(
        `<chat-8080 endpoint="${endpoint}" persist="${persist}" storage-key="e" ${style}></chat-8080>`,
      );
      await view.page.evaluate(() => void document.querySelector('chat-8080')!.send('one'));
      await view.until(`chat.messages[1]?.parts[0]?.text === 'So far'`);
      await reload(view);
      await view.until(`find('[part~=assistant] [part~=body]')?.textContent === 'So far'`);
      assert.equal(await view.value('chat.conversation.busy'), false);
      await view.until(`find('[part~=retry-button], [part~=continue-button]')`);
      await view.close();
    });
  });
}

describe('two tabs', () => {
  it('with persist="local" show the same thread, each with a view of its own', async () => {
    const endpoint = await pages.endpoint(answer('Yes.'));
    const first = await pages.open(`<chat-8080 endpoint="${endpoint}" persist="local" storage-key="tabs" ${style}></chat-8080>`);
    const second = await pages.openAt(first.page.url());
    await asked(first, ['one']);
    await second.until(`chat.messages.length === 2 && find('[part~=assistant] [part~=body]')?.textContent === 'Yes.'`);
    await asked(second, ['two']);
    await first.until('chat.messages.length === 4');
    assert.deepEqual([...first.complaints, ...second.complaints], []);
    await second.close();
    await first.close();
  });

  it('with persist="local" show the same picture, and clear it together', async () => {
    const endpoint = await pages.endpoint(answer('A square.'));
    const first = await pages.open(
      `<chat-8080 endpoint="${endpoint}" persist="local" storage-key="pictures" ${style}></chat-8080>`,
    );
    const second = await pages.openAt(first.page.url());
    const url = `'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' + 'A'.repeat(4000)`;
    await first.page.evaluate(
      `document.querySelector('chat-8080').send({ text: 'Look', parts: [{ type: 'image_url', image_url: { url: ${url} } }] }).then(() => 0)`,
    );
    await second.until(`find('[part~=picture] img')?.naturalWidth === 1`);
    const keys = `new Promise((resolve) => {
      const request = indexedDB.open('chat-8080');
      request.onsuccess = () => {
        const all = request.result.transaction('media').objectStore('media').getAllKeys();
        all.onsuccess = () => { request.result.close(); resolve(all.result.filter(([name]) => name === 'pictures').length); };
      };
    })`;
    assert.equal(await second.page.evaluate(keys), 1);
    await second.page.evaluate(() => document.querySelector('chat-8080')!.clear());
    await first.until('chat.messages.length === 0');
    while ((await first.page.evaluate(keys)) !== 0);
    assert.deepEqual([...first.complaints, ...second.complaints], []);
    await second.close();
    await first.close();
  });

  it('with persist="local" clear together, and what one of them brings back is back in both', async () => {
    const endpoint = await pages.endpoint(answer('Yes.'));
    const first = await pages.open(`<chat-8080 endpoint="${endpoint}" persist="local" storage-key="back" ${style}></chat-8080>`);
    const second = await pages.openAt(first.page.url());
    await asked(first, ['one', 'two']);
    await second.until('chat.messages.length === 4');
    await first.page.bringToFront();
    await first.until(`find('[part~=clear-button]')`);
    await first.click('[part~=clear-button]');
    await second.until('chat.messages.length === 0');
    await first.until(`find('[part~=restore-button]')`);
    await first.click('[part~=restore-button]');
    await second.until('chat.messages.length === 4');
    await first.page.reload();
    await first.until('chat.messages?.length === 4');
    assert.deepEqual(await first.value('chat.messages.map(({ role }) => role)'), ['user', 'assistant', 'user', 'assistant']);
    assert.deepEqual([...first.complaints, ...second.complaints], []);
    await second.close();
    await first.close();
  });
});

describe('a visitor who has signed out', () => {
  const secrets = /secret|from Ada/;
  const kept = (view: VisitorPage): Promise<string> => view.value('JSON.stringify([localStorage, sessionStorage])');
  const asNext = async (view: VisitorPage): Promise<string> =>
    view.value(`chat.value + chat.shadowRoot.textContent + JSON.stringify(chat.conversation.state)`);

  async function talked(persist: string, key: string): Promise<VisitorPage> {
    const endpoint = await pages.endpoint(answer('Yes.'));
    const view = await pages.open(
      `<form><chat-8080 name="c" endpoint="${endpoint}" persist="${persist}" storage-key="${key}" ${style}></chat-8080></form>`,
    );
    await asked(view, ['from Ada']);
    await view.click('textarea');
    await view.page.keyboard.type('A secret');
    await view.until(`JSON.stringify([localStorage, sessionStorage]).includes(':view')`);
    return view;
  }

  for (const persist of ['session', 'local']) {
    const ways: Record<string, string> = {
      'an emptied storage': 'localStorage.clear(); sessionStorage.clear();',
      'forget()': `document.querySelector('chat-8080').forget();`,
    };
    for (const [way, code] of Object.entries(ways)) {
      it(`by ${way}, persist="${persist}": nothing is there after a reload, or on the way back`, async () => {
        const view = await talked(persist, `out-${way.length}`);
        await view.page.evaluate(code);
        await view.page.reload();
        await view.until(`find('[part~=panel]')`);
        assert.doesNotMatch(await kept(view), secrets);
        assert.doesNotMatch(await asNext(view), secrets);
        await view.close();
      });
    }

    it(`by forget() in another tab, persist="${persist}": an open tab, one that is reloaded, and one that goes back`, async () => {
      const open = await talked(persist, 'else');
      await open.page.bringToFront();
      await open.until(`find('[part~=clear-button]')`);
      await open.click('[part~=clear-button]');
      await open.until(`find('[part~=restore-button]')`);
      const away = await pages.openAt(open.page.url());
      await asked(away, ['from Ada']);
      await away.page.goto(new URL('/elsewhere', away.page.url()).href);
      const last = await pages.openAt(open.page.url());
      await last.page.evaluate(() => document.querySelector('chat-8080')!.forget());
      await open.until(`chat.value === '' && !find('[part~=restore-button]')`);
      await away.page.goBack();
      await away.until(`chat.hasUpdated && chat.messages.length === 0`);
      await open.page.reload();
      await open.until(`find('[part~=panel]')`);
      for (const view of [open, away, last]) {
        assert.doesNotMatch(await kept(view), secrets);
        assert.doesNotMatch(await asNext(view), secrets);
        await view.close();
      }
    });
  }
});

describe('where nothing can be kept', () => {
  const obstacles: Record<string, string> = {
    'a full storage': `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };`,
    'a forbidden storage': `for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });`,
    'nonsense in the storage': `for (const storage of [localStorage, sessionStorage]) {
      storage.setItem('f', '{"version":');
      storage.setItem('f:view', '{"place":7,"draft":{},"open":"x"}');
    }`,
  };
  for (const [what, code] of Object.entries(obstacles)) {
    for (const persist of ['session', 'local']) {
      it(`${what}, persist="${persist}": the chat works, and nothing is thrown`, async () => {
        const endpoint = await pages.endpoint(answer('Yes.'));
        const tag = `<chat-8080 endpoint="${endpoint}" persist="${persist}" storage-key="f" ${style}></chat-8080>`;
        const view = await pages.open(`<script>${code}</script>${tag}`);
        await asked(view, ['one']);
        await view.until(`find('[part~=assistant] [part~=body]')?.textContent === 'Yes.'`);
        await view.click('textarea');
        await view.page.keyboard.type('A draft');
        await view.page.reload();
        await view.until(`find('[part~=panel]')`);
        assert.deepEqual(view.complaints, []);
        await view.close();
      });
    }
  }
});
