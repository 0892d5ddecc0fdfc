/** The plugin of `demo/proxies/wordpress` in a real WordPress: installed, set up in its settings page, asked from a page in a browser, deleted. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { openChatPage } from '../../page/chat-page.js';
import { openBrowser } from '../../support/chromium.js';
import { startRecorder, type Recorder } from '../conformance/recorder.js';
import { ask, begin, chat, instructions, key, say, site, type Target } from '../conformance/target.js';
import { until } from '../until.js';
import { missing, password, startWordPress, type Shop } from './wordpress.js';

const route = '/index.php?rest_route=/chat-8080/v1/chat/completions';
const patienceMs = 30_000;

describe('the plugin of demo/proxies/wordpress', { skip: missing }, () => {
  let recorder: Recorder;
  let shop: Shop;
  let browser: Browser;
  let admin: Page;
  let target: Target;
  before(async () => {
    recorder = await startRecorder();
    shop = await startWordPress(recorder.url);
    target = { url: shop.url, origin: shop.url, recorder };
    browser = await openBrowser();
    // The owner's cookies are not the visitors'.
    admin = await (await browser.createBrowserContext()).newPage();
  });
  after(async () => {
    await browser.close();
    await shop.close();
    await recorder.close();
  });

  const post = (content: string, type = 'page'): string =>
    shop.php(
      `echo wp_insert_post(['post_type' => '${type}', 'post_status' => 'publish', 'post_title' => 'Help', 'post_content' => '${content}']);`,
    );
  const at = (question: Parameters<typeof ask>[1] = {}) => ask(target, { path: route, ...question });
  const save = async (): Promise<void> => {
    await Promise.all([admin.waitForNavigation(), admin.click('#submit')]);
  };
  /** Not by keys: WordPress moves the focus of its form a moment after it is there. */
  const fill = (field: string, text: string): Promise<void> =>
    admin.$eval(field, (element, value) => void Object.assign(element, { value }), text);
  const settings = `/wp-admin/options-general.php?page=chat-8080`;

  it('is activated without a word', () => {
    const said = shop.php(
      `require ABSPATH . 'wp-admin/includes/plugin.php'; ob_start(); $problem = activate_plugin('chat-8080/chat-8080.php'); echo is_wp_error($problem) ? $problem->get_error_message() : ob_get_clean();`,
    );
    assert.equal(said, '');
  });

  it('without a key the chat says that it is not set up', async () => {
    const { status, code } = await at();
    assert.deepEqual([status, code], [500, 'proxy_without_key']);
  });

  it('no file of the plugin answers by its own address', async () => {
    const files = [
      'chat-8080',
      'chat-proxy',
      'uninstall',
      'includes/route',
      'includes/element',
      'includes/options',
      'includes/settings-page',
    ];
    for (const file of files) {
      const { text } = await ask(target, { path: `/wp-content/plugins/chat-8080/${file}.php` });
      assert.equal(text, '', file);
    }
    assert.equal(recorder.requests.length, 0);
  });

  it('the settings page is the owner’s alone, and saves with a nonce', async () => {
    await admin.goto(shop.url + settings);
    assert.match(admin.url(), /wp-login/);
    await fill('#user_login', 'admin');
    await fill('#user_pass', password);
    await Promise.all([admin.waitForNavigation(), admin.click('#wp-submit')]);
    await admin.goto(shop.url + settings);
    await fill('#chat-8080-key', key);
    await fill('#chat-8080-instructions', instructions);
    await fill('#chat-8080-label', '<b>"Ask\' us');
    await fill('#chat-8080-accent', '#0a7d55');
    await save();
    assert.equal(await admin.$eval('textarea#chat-8080-instructions', (field) => field.value), instructions);
    assert.ok(!(await admin.content()).includes(key), 'the key is written into the page');
    // A form of somebody else's has no nonce.
    const forged = await admin.evaluate(async () => {
      const body = new URLSearchParams({ option_page: 'chat_8080', action: 'update', 'chat_8080[forget]': '1' });
      return (await fetch('/wp-admin/options.php', { method: 'POST', body })).status;
    });
    assert.equal(forged, 403);
    assert.equal(shop.php("echo get_option('chat_8080')['key'];"), key);
  });

  it('an empty field keeps the key, and the label has lost its markup', async () => {
    await admin.goto(shop.url + settings);
    await save();
    assert.equal(shop.php("echo get_option('chat_8080')['key'];"), key);
    assert.equal(shop.php("echo get_option('chat_8080')['label'];"), '"Ask\' us');
  });

  it('a page with the shortcode streams a reply, in the owner’s look', async () => {
    const id = post('[chat-8080 height="400px"]');
    const page = await openChatPage(browser, `${shop.url}/?page_id=${id}`);
    assert.ok(!(await page.page.content()).includes(key), 'the key is written into the page');
    const [label, accent] = await page.page.$eval('chat-8080', (element) => [
      element.getAttribute('label'),
      getComputedStyle(element).getPropertyValue('--chat-8080-accent').trim(),
    ]);
    assert.deepEqual([label, accent], ['"Ask\' us', '#0a7d55']);
    await page.type('upstream:words');
    await page.page.keyboard.press('Enter');
    assert.equal(await page.message('assistant', -1, (text) => text.includes('We open')), 'We open');
    recorder.next();
    assert.equal(await page.message('assistant', -1, (text) => text.includes('nine')), 'We open at nine.');
    recorder.next();
    const { headers, body } = recorder.requests.at(-1)!;
    assert.equal(headers.authorization, `Bearer ${key}`);
    assert.deepEqual((body['messages'] as unknown[])[0], { role: 'developer', content: instructions });
    assert.deepEqual(page.complaints, []);
    await page.page.close();
  });

  it('a page with the block has the chat, and the editor knows the block', async () => {
    const id = post('<!-- wp:chat-8080/chat {"label":"Help"} /-->');
    const page = await openChatPage(browser, `${shop.url}/?page_id=${id}`);
    assert.equal(await page.page.$eval('chat-8080', (element) => element.getAttribute('label')), 'Help');
    await page.page.close();
    await admin.goto(`${shop.url}/wp-admin/post.php?post=${id}&action=edit`);
    await admin.waitForFunction('window.wp?.blocks?.getBlockType("chat-8080/chat") !== undefined', { timeout: patienceMs });
  });

  it('the floating chat is on every page that has none of its own', async () => {
    await admin.goto(shop.url + settings);
    await admin.click('#chat-8080-everywhere');
    await save();
    const modes = async (id: string): Promise<(string | null)[]> => {
      const html = await (await fetch(`${shop.url}/?page_id=${id}`)).text();
      return [...html.matchAll(/<chat-8080[^>]* mode="(\w+)"/g)].map(([, mode]) => mode!);
    };
    assert.deepEqual(await modes(post('Welcome')), ['floating']);
    assert.deepEqual(await modes(post('[chat-8080]')), ['inline']);
  });

  it('the route refuses what the proxy refuses, in the API’s shape and with the proxy’s headers', async () => {
    const before_ = recorder.requests.length;
    const strangers = await at({ headers: { origin: 'https://evil.example' } });
    assert.deepEqual([strangers.status, strangers.code], [403, 'origin_not_allowed']);
    assert.equal(strangers.headers['access-control-allow-origin'], undefined);
    assert.equal(
      (await at({ method: 'OPTIONS', headers: { origin: site, 'access-control-request-method': 'POST' } })).status,
      403,
    );
    assert.equal((await at({ method: 'GET' })).code, 'method_not_allowed');
    assert.equal((await at({ body: '{' })).code, 'invalid_json');
    assert.equal((await at({ body: chat({ model: 'other' }) })).code, 'model_not_found');
    assert.equal((await at({ body: chat({ messages: [{ role: 'system', content: 'x' }] }) })).param, 'messages[0].role');
    assert.equal((await at({ body: say('x'.repeat(300_000)) })).status, 413);
    assert.equal((await at({ headers: { 'content-type': 'text/plain' } })).status, 415);
    assert.equal(recorder.requests.length, before_);
    const { status, headers } = await at({ headers: { 'content-type': 'application/json; charset="utf-8"' } });
    assert.equal(status, 200);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.deepEqual(
      [headers['set-cookie'], headers['link'], headers['access-control-allow-origin']],
      [undefined, undefined, undefined],
    );
  });

  it('the key is not repeated, and a visitor who leaves ends the request to the service', async () => {
    assert.ok(!(await at({ body: say('upstream:echo') })).text.includes(key));
    const response = await begin(target, { path: route, body: say('upstream:endless-stream', { stream: true }) });
    await new Promise((resolve) => response.once('data', resolve));
    const asked = recorder.requests.at(-1)!;
    response.destroy();
    await until(() => asked.left);
  });

  it('a chat for signed-in users is shown to them alone, and answers them with a nonce', async () => {
    shop.php("update_option('chat_8080', ['audience' => 'members', 'everywhere' => ''] + get_option('chat_8080'));");
    const id = post('[chat-8080]');
    assert.doesNotMatch(await (await fetch(`${shop.url}/?page_id=${id}`)).text(), /<chat-8080/);
    assert.equal((await at()).code, 'unauthorized');
    await admin.goto(`${shop.url}/?page_id=${id}`);
    const answer = (nonce: boolean): Promise<number> =>
      admin.evaluate(
        async (path, body, withNonce) => {
          const element = document.querySelector('chat-8080') as unknown as { headers: Record<string, string> };
          const headers = { 'content-type': 'application/json', ...(withNonce ? element.headers : {}) };
          return (await fetch(path, { method: 'POST', headers, body })).status;
        },
        route,
        JSON.stringify(chat()),
        nonce,
      );
    assert.equal(await answer(true), 200);
    // A page that makes a signed-in user's browser ask does not ask as that user.
    assert.equal(await answer(false), 401);
  });

  it('a visitor who has used up the day’s requests is told when to come again', async () => {
    shop.php("update_option('chat_8080', ['audience' => 'everybody', 'requests' => 1] + get_option('chat_8080'));");
    const { status, code, headers } = await at();
    assert.deepEqual([status, code], [429, 'rate_limit_exceeded']);
    assert.ok(Number(headers['retry-after']) > 80_000);
  });

  it('leaves no option behind when it is deleted', () => {
    const left = shop.php(`require ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins('chat-8080/chat-8080.php');
      uninstall_plugin('chat-8080/chat-8080.php'); wp_cache_flush();
      echo $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%8080%' OR option_value LIKE '%sk-8080%'");`);
    assert.equal(left, '0');
  });
});
