/** Every state of the chat, side by side. Each element gets a server of its own: a `fetcher` that answers in a certain way. */

/** @typedef {import('../dist/types/index.js').Chat8080} Chat8080 */

const encoder = new TextEncoder();
/** @param {object} delta @param {string | null} [reason] */
const chunk = (delta, reason = null) => ({ choices: [{ index: 0, delta, finish_reason: reason }] });
/** @param {(object | string)[]} data */
const events = (...data) => data.map((each) => `data: ${typeof each === 'string' ? each : JSON.stringify(each)}\n\n`).join('');

/**
 * @param {string} body
 * @param {'ends' | 'hangs' | 'breaks'} [end]
 */
function stream(body, end = 'ends') {
  return new Response(
    new ReadableStream({
      start(controller) {
        if (body !== '') controller.enqueue(encoder.encode(body));
        if (end === 'ends') controller.close();
        // What came is read before the error is.
        if (end === 'breaks') setTimeout(() => controller.error(new TypeError('network error')), 200);
      },
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  );
}

/** @param {string} text @param {string} [reason] */
const reply = (text, reason = 'stop') => stream(events(chunk({ content: text }), chunk({}, reason), '[DONE]'));
/** @param {string} name @param {object} input */
const toolCall = (name, input) =>
  stream(
    events(
      chunk({ tool_calls: [{ index: 0, id: `call-${name}`, function: { name, arguments: JSON.stringify(input) } }] }),
      chunk({}, 'tool_calls'),
      '[DONE]',
    ),
  );

const markdown = `Rye bread keeps for a week. You need:

1. 500 g of rye flour
2. 400 ml of water
3. a *sourdough* that is **awake**

| hour | what happens |
| ---- | ------------ |
| 0 | mix |
| 12 | bake at 230 °C |

\`\`\`js
const grams = (loaves) => loaves * 500;
\`\`\`

More at [the bakery](https://example.com/rye).`;

function ovenCanvas() {
  const canvas = document.createElement('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  [canvas.width, canvas.height] = [400, 300];
  context.fillStyle = '#b5651d';
  context.fillRect(0, 0, 400, 300);
  context.fillStyle = '#ffd27f';
  context.arc(200, 300, 150, Math.PI, 0);
  context.fill();
  return canvas;
}

/** What a browser brings for dictation, so that every browser shows it: a recognition that hears two words, and a recorder that records nothing. */
class Recognition extends EventTarget {
  start() {
    const words = { 0: { transcript: 'Is there', confidence: 1 }, length: 1, isFinal: true };
    queueMicrotask(() => {
      this.dispatchEvent(new Event('start'));
      if (this.constructor !== Recognition) this.dispatchEvent(Object.assign(new Event('error'), { error: 'not-allowed' }));
      if (this.constructor !== Recognition) this.dispatchEvent(new Event('end'));
      else this.dispatchEvent(Object.assign(new Event('result'), { results: [words] }));
    });
  }
  stop() {
    this.dispatchEvent(new Event('end'));
  }
  abort() {}
}
class Blocked extends Recognition {}
class Recorder extends EventTarget {
  static isTypeSupported = () => true;
  state = 'inactive';
  mimeType = 'audio/webm';
  start() {
    this.state = 'recording';
    setTimeout(() => this.stop(), 400);
  }
  stop() {
    if (this.state === 'inactive') return;
    this.state = 'inactive';
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob(['…']) }));
    this.dispatchEvent(new Event('stop'));
  }
}

/** @param {Chat8080} chat @param {string} name */
async function pressed(chat, name) {
  /** @returns {HTMLElement | null | undefined} */
  const button = () => chat.shadowRoot?.querySelector(`.${name}`);
  while (!button()) await new Promise(requestAnimationFrame);
  button()?.click();
}
const oven = () => ovenCanvas().toDataURL();

const order = { name: 'cancel_order', execute: () => ({ cancelled: true }), confirm: true };
const plainOrder = {
  ...order,
  label: 'Cancel an order',
  confirm: (/** @type {{ order: number }} */ input) => `Cancel order ${input.order}?`,
};
const stock = { name: 'find_stock', execute: () => ({ loaves: 3 }) };

const longQuestion = Array.from({ length: 12 }, (_, index) => `Line ${index + 1} of a long order: two rye loaves.`).join('\n');
const longReply = Array.from({ length: 30 }, (_, index) => `${index + 1}. A loaf that keeps for a week`).join('\n');

/** These are about the whole document, so each has one of its own, in a frame: as `?only=offline` it is itself. */
const framed = new Set([
  'offline',
  'floating with an unread reply',
  'floating and open',
  'floating with a teaser',
  'docked and open',
  'fullscreen',
]);

/** @type {Record<string, (chat: Chat8080) => unknown>} */
const states = {
  'not set up': () => undefined,
  empty: answered(),
  'welcome with suggestions': answered({
    greeting: 'Bread, cakes, opening hours?',
    suggestions: [
      'When do you open?',
      'Is there rye bread today?',
      { label: 'A cake for Sunday', text: 'I need a cake for Sunday.' },
    ],
    disclaimer: 'Answers come from a model and may be wrong.',
  }),
  waiting: asked(() => stream('', 'hangs')),
  streaming: asked(() => stream(events(chunk({ content: 'Rye bread is baked every morning, and it is' })), 'hangs')),
  thinking: asked(() => stream(events(chunk({ reasoning_content: 'Which bread do they mean?' })), 'hangs')),
  done: asked(() => reply(markdown)),
  'answered with a picture': asked(() =>
    stream(
      events(
        chunk({ content: 'This is the oven.' }),
        chunk({ images: [{ image_url: { url: oven() } }, { image_url: { url: 'https://pictures.example/oven.png' } }] }),
        chunk({}, 'stop'),
        '[DONE]',
      ),
    ),
  ),
  'files attached': async (chat) => {
    set(chat, {
      accept: 'image/*,.csv,.pdf',
      draft: { text: 'Which loaf is this, and what is it?', parts: [] },
      upload: (/** @type {File} */ { name }, /** @type {{ onProgress: (share: number) => void }} */ { onProgress }) => {
        if (!name.endsWith('.pdf')) return undefined;
        onProgress(0.4);
        return new Promise(() => undefined);
      },
    });
    while (!chat.shadowRoot?.querySelector('input[type=file]')) await new Promise(requestAnimationFrame);
    const input = /** @type {HTMLInputElement} */ (chat.shadowRoot.querySelector('input[type=file]'));
    const files = new DataTransfer();
    /** @type {Blob | null} */
    const photo = await new Promise((resolve) => ovenCanvas().toBlob(resolve));
    if (photo) files.items.add(new File([photo], 'oven.png', { type: 'image/png' }));
    files.items.add(new File(['rye;4.90'], 'prices of this week and of the weeks to come.csv', { type: 'text/csv' }));
    files.items.add(new File(['%PDF-1.4\0'], 'allergens.pdf', { type: 'application/pdf' }));
    files.items.add(new File(['PK'], 'recipe.docx'));
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  },
  'asked about files': asked(
    () => reply('That is rye, at 4.90 € a loaf.'),
    {},
    {
      text: 'Which loaf is this, and what is it?',
      parts: [
        { type: 'image_url', image_url: { url: oven() }, filename: 'oven.png' },
        { type: 'file', file: { filename: 'prices.csv', text: 'rye;4.90' } },
        { type: 'file', file: { filename: 'allergens.pdf', file_data: 'data:application/pdf;base64,JVBERi0xLjQ=' } },
      ],
    },
  ),
  'answered from sources': asked(() =>
    stream(
      events(
        chunk({
          annotations: Array.from({ length: 7 }, (_, index) => ({
            url_citation: { url: `https://example.com/bread/${index}`, title: `Bread, page ${index + 1}` },
          })),
        }),
        chunk({ content: 'Rye bread keeps for a week [1], and wheat bread for two days [2][7].' }),
        chunk({}, 'stop'),
        '[DONE]',
      ),
    ),
  ),
  'thought and answered': asked(() =>
    stream(
      events(
        chunk({ reasoning_content: 'They may mean rye.' }),
        chunk({ content: 'Yes, until noon.' }),
        chunk({}, 'stop'),
        '[DONE]',
      ),
    ),
  ),
  'rated, with versions': async (chat) => {
    set(chat, { feedback: true, fetcher: () => Promise.resolve(reply('Yes, there is.')) });
    await chat.send('Is there rye bread?');
    await chat.regenerate();
  },
  editing: async (chat) => {
    await asked(() => reply('Yes, there is.'))(chat);
    // The button comes with the renderer, and does nothing before the chat is idle.
    while (!chat.shadowRoot?.querySelector('.edit')) {
      /** @type {HTMLElement | null | undefined} */ (chat.shadowRoot?.querySelector('.edit-button'))?.click();
      await new Promise(requestAnimationFrame);
    }
  },
  stopped: async (chat) => {
    set(chat, { fetcher: () => Promise.resolve(stream(events(chunk({ content: 'It depends on' })), 'hangs')) });
    const sent = chat.send('Is there rye bread?');
    setTimeout(() => chat.stop(), 300);
    await sent;
  },
  'cut by its length': asked(() => reply('There are many kinds of bread, and the first of them is', 'length')),
  filtered: asked(() => reply('', 'content_filter')),
  failed: asked(
    () => new Response('{"error":{"message":"no"}}', { status: 403, headers: { 'content-type': 'application/json' } }),
  ),
  interrupted: asked(() => stream(events(chunk({ content: 'Rye bread is baked' })), 'breaks')),
  'rate limited': asked(
    () => new Response('{}', { status: 429, headers: { 'content-type': 'application/json', 'retry-after': '3600' } }),
  ),
  'a tool at work': asked(() => toolCall('find_stock', { kind: 'rye' }), {
    tools: [{ ...stock, execute: () => new Promise(() => undefined) }],
  }),
  'a tool that asks': asked(() => toolCall('cancel_order', { order: 1042 }), { tools: [order] }),
  'a tool that asks in plain words': asked(() => toolCall('cancel_order', { order: 1042 }), { tools: [plainOrder] }),
  'a tool that has answered': asked(once(toolCall('find_stock', { kind: 'rye' }), reply('Three loaves are left.')), {
    tools: [stock],
  }),
  'near the limit of characters': answered({ maxLength: 40, value: 'Can you keep a rye loaf for me until' }),
  'a tool that was not allowed': async (chat) => {
    const answers = once(toolCall('cancel_order', { order: 1042 }), reply('The order stands.'));
    void asked(answers, { tools: [order] })(chat);
    while (!chat.shadowRoot?.querySelector('.deny-button')) await new Promise(requestAnimationFrame);
    /** @type {HTMLElement | null} */ (chat.shadowRoot.querySelector('.deny-button'))?.click();
  },
  'a tool that failed': asked(once(toolCall('find_stock', { kind: 'rye' }), reply('I cannot look into the stock now.')), {
    tools: [{ ...stock, execute: () => Promise.reject(new Error('The list is closed.')) }],
  }),
  'names above replies': asked(() => reply('Yes, until noon.'), { names: true, assistantName: 'Ada of the bakery' }),
  'a long question': asked(() => reply('Two dozen rye loaves, then.'), {}, longQuestion),
  'a long reply': asked(() => reply(longReply)),
  'floating with an unread reply': asked(() => reply('Yes, until noon.'), { mode: 'floating' }),
  'floating and open': asked(() => reply('Yes, until noon.'), { mode: 'floating', open: true }),
  'floating with a teaser': answered({
    mode: 'floating',
    teaser: 'Questions about rye bread? We are here until noon.',
    teaserDelay: 0,
  }),
  'docked and open': asked(() => reply('Yes, until noon.'), { mode: 'docked', open: true }),
  'a menu in the header': async (chat) => {
    await asked(() => reply('Yes, until noon.'), { headerMenu: true, contact: 'mailto:bakery@example.com' })(chat);
    while (!chat.shadowRoot?.querySelector('.menu-button')) await new Promise(requestAnimationFrame);
    /** @type {HTMLElement | null} */ (chat.shadowRoot.querySelector('.menu-button'))?.click();
  },
  dictating: async (chat) => {
    answered({ dictation: true })(chat);
    Object.assign(window, { SpeechRecognition: Recognition });
    await pressed(chat, 'dictate-button');
  },
  'a microphone that is blocked': async (chat) => {
    answered({ dictation: true })(chat);
    while (!chat.shadowRoot?.querySelector('.dictate-button')) await new Promise(requestAnimationFrame);
    Object.assign(window, { SpeechRecognition: Blocked });
    await pressed(chat, 'dictate-button');
    Object.assign(window, { SpeechRecognition: Recognition });
  },
  'a recording that could not be written down': async (chat) => {
    answered({
      dictation: true,
      transcriptionEndpoint: '/v1',
      fetcher: () => Promise.resolve(new Response('', { status: 500 })),
    })(chat);
    Object.assign(window, { MediaRecorder: Recorder });
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: () => Promise.resolve(new MediaStream()) });
    await pressed(chat, 'dictate-button');
  },
  'read aloud': async (chat) => {
    set(chat, {
      readAloud: true,
      speechEndpoint: '/v1/audio/speech',
      fetcher: (/** @type {string} */ url) =>
        url.endsWith('speech') ? new Promise(() => undefined) : Promise.resolve(reply('Yes, until noon.')),
    });
    await chat.send('Is there rye bread today?');
    await pressed(chat, 'read-button');
  },
  'privacy and contact': asked(
    () => new Response('{"error":{"message":"no"}}', { status: 403, headers: { 'content-type': 'application/json' } }),
    {
      privacy: 'https://example.com/privacy',
      contact: 'tel:+4930123456',
      disclaimer: 'Answers come from a model and may be wrong.',
    },
  ),
  'asks for consent': (chat) => {
    set(chat, {
      consent: 'What you write is sent to a model in the EU, which answers for us. Nothing is kept for longer than 30 days.',
      privacy: 'https://example.com/privacy',
      value: 'Is there rye bread today?',
    });
    void chat.send('Is there rye bread today?');
  },
  'rated as bad': async (chat) => {
    await asked(() => reply('Yes, until noon.'), { feedback: true, feedbackReasons: '', contact: 'https://example.com/help' })(
      chat,
    );
    // The link comes with what asks.
    while (!chat.shadowRoot?.querySelector('.contact-button')) await new Promise(requestAnimationFrame);
    while (!chat.shadowRoot.querySelector('.bad-button')) await new Promise(requestAnimationFrame);
    await new Promise((resolve) => setTimeout(resolve, 300)); // nobody rates a reply in the frame in which it is complete
    /** @type {HTMLElement | null} */ (chat.shadowRoot.querySelector('.bad-button'))?.click();
  },
  fullscreen: asked(() => reply('Yes, until noon.'), { mode: 'fullscreen' }),
  offline: async (chat) => {
    set(chat, {});
    void chat.send('Is there rye bread today?');
    await chat.updateComplete;
  },
  disabled: answered({ disabled: true }),
  'right to left': (chat) => {
    chat.dir = 'rtl';
    chat.lang = 'he';
    return asked(
      () => reply('כן, לחם שיפון נאפה כאן כל בוקר:\n\n1. עד 12:00 בחנות\n2. אחר כך ב-`rye.example`'),
      { label: 'המאפייה', greeting: 'איך אפשר לעזור?', placeholder: 'כתבו הודעה…' },
      'יש היום לחם שיפון?',
    )(chat);
  },
  German: (chat) => {
    chat.lang = 'de';
    return answered()(chat);
  },
  'just cleared': async (chat) => {
    await asked(() => reply('Yes, there is.'))(chat);
    // What can bring the conversation back comes with what draws Markdown.
    while (!chat.shadowRoot?.querySelector('.markdown p')) await new Promise(requestAnimationFrame);
    /** @type {HTMLElement | null} */ (chat.shadowRoot.querySelector('.clear-button'))?.click();
  },
};

/** @param {Record<string, unknown>} [properties] */
function answered(properties = {}) {
  return (/** @type {Chat8080} */ chat) => {
    set(chat, { fetcher: () => Promise.resolve(reply('Yes.')), ...properties });
  };
}

/**
 * @param {() => Response} server
 * @param {Record<string, unknown>} [properties]
 * @param {import('../dist/types/headless.js').DraftLike} [question]
 */
function asked(server, properties = {}, question = 'Is there rye bread today?') {
  return async (/** @type {Chat8080} */ chat) => {
    set(chat, { fetcher: () => Promise.resolve(server()), ...properties });
    await chat.send(question);
  };
}

/** @param {Response[]} answers */
function once(...answers) {
  return () => answers.shift() ?? reply('');
}

/** @param {Chat8080} chat @param {Record<string, unknown>} properties */
function set(chat, properties) {
  Object.assign(chat, { endpoint: '/v1/chat/completions', label: 'The bakery', ...properties });
}

// `?only=waiting,failed` shows these alone, which is how the screenshots are taken.
const only = new URLSearchParams(location.search).get('only')?.split(',');
const isFramed = only?.length === 1 && framed.has(only[0] ?? '');
if (isFramed) document.documentElement.className = 'framed';
if (isFramed && only[0] === 'offline') Object.defineProperty(navigator, 'onLine', { value: false });
await customElements.whenDefined('chat-8080');
for (const [name, prepare] of Object.entries(states)) {
  if (only && !only.includes(name)) continue;
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  heading.textContent = name;
  section.append(heading);
  section.classList.toggle('tall', name === 'done');
  section.classList.toggle('wide', name === 'floating and open' || name === 'docked and open');
  document.querySelector('#states')?.append(section);
  if (framed.has(name) && !isFramed) {
    section.append(Object.assign(document.createElement('iframe'), { src: `?only=${encodeURIComponent(name)}`, title: name }));
  } else {
    const chat = /** @type {Chat8080} */ (document.createElement('chat-8080'));
    section.append(chat);
    void prepare(chat);
  }
}
