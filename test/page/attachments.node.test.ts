/** Files of a real disk, chosen by keys in the built chat; the policies under which that works; and what is sent, read by code that is not ours. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type OpenAI from 'openai';
import { PNG } from 'pngjs';
import { startAimock } from '../support/aimock.js';
import { answer, startVisitorPages, type VisitorPage, type VisitorPages } from './visitor-page.js';

type Parts = OpenAI.Chat.Completions.ChatCompletionContentPart[];

let pages: VisitorPages;
let folder: string;
const paths: string[] = [];
before(async () => {
  pages = await startVisitorPages();
  folder = await mkdtemp(join(tmpdir(), 'chat-8080-'));
  const png = PNG.sync.write(new PNG({ width: 3000, height: 20 }));
  for (const [name, content] of [
    ['wide.png', png],
    ['prices.csv', 'rye;4.90\n'],
    ['terms.pdf', Buffer.from('%PDF-1.4\n\0')],
  ] as const) {
    await writeFile(join(folder, name), content);
    paths.push(join(folder, name));
  }
});
after(async () => {
  await pages.close();
  await rm(folder, { recursive: true });
});

const states = `[...chat.shadowRoot.querySelectorAll('[part~=attachment] bdi')].map((name) => name.textContent + ': ' + name.nextElementSibling.textContent)`;

/** The files of the disk, by Tab and Enter and the dialog of the system. */
async function chooseAll(view: VisitorPage): Promise<void> {
  await view.until(`find('[part~=attach-button]')`);
  await view.value(`find('[part~=textarea]').focus()`);
  await view.page.keyboard.down('Shift');
  await view.page.keyboard.press('Tab');
  await view.page.keyboard.up('Shift');
  assert.equal(await view.value('active().ariaLabel'), 'Attach files');
  assert.equal(await choose(view, paths, () => view.page.keyboard.press('Enter')), 'selectMultiple');
  await view.until('chat.draft.parts.length === 3');
}

/** Not by `waitForFileChooser`: that does not wait until the browser intercepts the dialog, and lost it in 1 of 8. */
async function choose({ devtools }: VisitorPage, files: string[], open: () => Promise<void>): Promise<string> {
  await devtools.send('Page.enable');
  await devtools.send('Page.setInterceptFileChooserDialog', { enabled: true });
  const opened = new Promise<{ backendNodeId?: number; mode: string }>((resolve) =>
    devtools.once('Page.fileChooserOpened', resolve),
  );
  await open();
  const { backendNodeId = 0, mode } = await opened;
  await devtools.send('DOM.setFileInputFiles', { files, backendNodeId });
  return mode;
}

const wire = (view: VisitorPage): Promise<Parts> => view.value('window.sent.at(-1).messages.at(-1).content');
const note = `chat.addEventListener('chat-request', ({ detail }) => (window.sent ??= []).push(structuredClone(detail.body)))`;

describe('files of a disk', () => {
  it('are chosen by keys, stand above the input, and go along in the parts of the API', async () => {
    const endpoint = await pages.endpoint(answer('Thanks.'));
    const view = await pages.open(`<chat-8080 endpoint="${endpoint}" accept="image/*,.csv,.pdf"></chat-8080>`);
    await view.value(note);
    await chooseAll(view);
    assert.match(
      (await view.value<string[]>(states)).join('\n'),
      /^wide\.png: \d.*\nprices\.csv: 9 bytes\nterms\.pdf: \d+ bytes$/,
    );
    await view.value('chat.focus()');
    await view.page.keyboard.type('What do you see?');
    await view.page.keyboard.press('Enter');
    await view.until(`chat.messages.at(-1)?.status === 'done'`);
    // The compiler holds that these are parts of the official package's own types.
    const [words, picture, text, file, ...rest] = await wire(view);
    assert.deepEqual(words, { type: 'text', text: 'What do you see?' });
    assert.deepEqual(text, { type: 'text', text: 'File “prices.csv”:\n\nrye;4.90\n' });
    assert.deepEqual(file, {
      type: 'file',
      file: { filename: 'terms.pdf', file_data: `data:application/pdf;base64,${Buffer.from('%PDF-1.4\n\0').toString('base64')}` },
    } satisfies OpenAI.Chat.Completions.ChatCompletionContentPart.File);
    assert.deepEqual(rest, []);
    assert.equal(picture?.type, 'image_url');
    const bytes = Buffer.from(picture.image_url.url.replace('data:image/png;base64,', ''), 'base64');
    const { width, height } = PNG.sync.read(bytes);
    assert.deepEqual({ width, height }, { width: 1568, height: 10 });
    await view.close();
  });

  it('are taken by a server that nobody here wrote', async () => {
    const server = await startAimock();
    const view = await pages.open(`<chat-8080 endpoint="${server.url}/v1" model="any" accept=""></chat-8080>`);
    await chooseAll(view);
    await view.value('chat.focus()');
    await view.page.keyboard.type('hello');
    await view.page.keyboard.press('Enter');
    await view.until(`chat.messages.at(-1)?.parts[0]?.text.startsWith('Hi there')`);
    await view.close();
    await server.close();
  });

  it('are made ready where a policy forbids workers, and the page is told nothing where it allows them', async () => {
    const head = (policy: string): string => `<meta http-equiv="content-security-policy" content="${policy}">`;
    const endpoint = await pages.endpoint(answer('Thanks.'));
    const body = `<chat-8080 endpoint="${endpoint}" accept=""></chat-8080>`;
    const open = (policy: string): Promise<VisitorPage> =>
      pages.open(body, {}, async (page) => {
        await page.setRequestInterception(true);
        page.on('request', (request) => {
          if (!request.isNavigationRequest()) return void request.continue();
          void fetch(request.url())
            .then((response) => response.text())
            .then((text) =>
              request.respond({ contentType: 'text/html', body: text.replace('<meta charset="utf-8">', `$&${head(policy)}`) }),
            );
        });
      });
    const trusted = `require-trusted-types-for 'script'; trusted-types lit-html`;
    const allowed = await open(`worker-src blob:; ${trusted} chat-8080`);
    await chooseAll(allowed);
    assert.deepEqual(allowed.complaints, []);
    await allowed.close();
    for (const policy of [`worker-src 'none'`, trusted]) {
      const view = await open(policy);
      await chooseAll(view);
      assert.equal(await view.value('chat.draft.parts[0].image_url.url.slice(0, 15)'), 'data:image/png;');
      assert.match(view.complaints.join('\n'), /Content Security Policy|policy/i);
      await view.close();
    }
  });

  it('come from the camera of a phone, where a desktop has no button for it', async () => {
    const body = '<chat-8080 endpoint="/v1" accept="image/*"></chat-8080>';
    const phone = await pages.open(body, { width: 390, height: 844, hasTouch: true, isMobile: true });
    await phone.until(`find('[part~=camera-button]')?.checkVisibility()`);
    assert.equal(await phone.value(`find('input[capture]').accept`), 'image/*');
    const { x, y } = await phone.middleOf('[part~=camera-button]');
    assert.equal(await choose(phone, paths.slice(0, 1), () => phone.page.touchscreen.tap(x, y)), 'selectSingle');
    await phone.until('chat.draft.parts.length === 1');
    await phone.close();
    const desktop = await pages.open(body);
    await desktop.until(`find('[part~=attach-button]')`);
    assert.equal(await desktop.value(`find('[part~=camera-button]')`), null);
    await desktop.close();
  });
});
