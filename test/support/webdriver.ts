/** WebDriver (https://www.w3.org/TR/webdriver2/) in the shape of the part of Puppeteer's page that @web/test-runner-commands uses. */
import { setTimeout as sleep } from 'node:timers/promises';

/** The specification's code points of keys that write nothing (section 17.4.2, "normalized key value"). */
const keyCodes: Record<string, string> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Meta: '\uE03D',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  Space: ' ',
  F6: '\uE036',
};
const buttons = { left: 0, middle: 1, right: 2 };
type Button = { button?: keyof typeof buttons };

export type WebDriverPage = Awaited<ReturnType<typeof openWebDriver>>;

/** Waits up to ten seconds until the driver answers, and opens its one window. */
export async function openWebDriver(driver: string, capabilities: object) {
  let base = driver;

  async function call<Value>(method: 'GET' | 'POST' | 'DELETE', path: string, body: object = {}): Promise<Value> {
    const response = await fetch(base + path, {
      method,
      ...(method === 'POST' && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: Value & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error ?? response.status}: ${value.message ?? ''}`);
    return value;
  }

  for (let attempt = 1; ; attempt++) {
    try {
      await call('GET', '/status');
      break;
    } catch (error) {
      if (attempt === 200) throw error;
      await sleep(50);
    }
  }
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
  base += `/session/${sessionId}`;

  const perform = (source: { type: string; id: string; parameters?: object }, actions: object[]): Promise<unknown> =>
    call('POST', '/actions', { actions: [{ ...source, actions }] });
  const keys = (...actions: [type: 'keyDown' | 'keyUp', key: string][]): Promise<unknown> =>
    perform(
      { type: 'key', id: 'keyboard' },
      actions.map(([type, key]) => ({ type, value: keyCodes[key] ?? key })),
    );
  const mouse = (...actions: object[]): Promise<unknown> =>
    perform({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' } }, actions);
  const move = (x: number, y: number): object => ({ type: 'pointerMove', x, y, duration: 0 });
  const push = (type: 'pointerDown' | 'pointerUp', { button = 'left' }: Button): object => ({ type, button: buttons[button] });

  return {
    goto: (url: string): Promise<unknown> => call('POST', '/url', { url }),
    url: (): Promise<string> => call('GET', '/url'),
    close: (): Promise<unknown> => call('DELETE', ''),

    /** A window has borders of a size that only trying tells; WebKitGTK's is never narrower than 447 px. */
    async setViewport({ width, height }: { width: number; height: number }): Promise<void> {
      for (let attempt = 0; attempt < 3; attempt++) {
        const script = 'return [innerWidth, innerHeight, outerWidth, outerHeight]';
        const size = await call<[number, number, number, number]>('POST', '/execute/sync', { script, args: [] });
        const [innerWidth, innerHeight, outerWidth, outerHeight] = size;
        if (innerWidth === width && innerHeight === height) return;
        await call('POST', '/window/rect', {
          width: outerWidth + width - innerWidth,
          height: outerHeight + height - innerHeight,
        });
        await sleep(100);
      }
    },

    keyboard: {
      type: (text: string) => {
        const pressed: [type: 'keyDown' | 'keyUp', key: string][] = [];
        for (const key of text) pressed.push(['keyDown', key], ['keyUp', key]);
        return keys(...pressed);
      },
      press: (key: string) => keys(['keyDown', key], ['keyUp', key]),
      down: (key: string) => keys(['keyDown', key]),
      up: (key: string) => keys(['keyUp', key]),
    },

    mouse: {
      move: (x: number, y: number) => mouse(move(x, y)),
      click: (x: number, y: number, button: Button = {}) =>
        mouse(move(x, y), push('pointerDown', button), push('pointerUp', button)),
      down: (button: Button = {}) => mouse(push('pointerDown', button)),
      up: (button: Button = {}) => mouse(push('pointerUp', button)),
      reset: () => call('DELETE', '/actions'),
    },
  };
}
