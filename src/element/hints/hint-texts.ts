/** The words of the hints: what is wrong, why it matters, how to mend it. Loaded when something is wrong. */

/** Each gets the details that its caller gives. */
export const hintTexts = {
  'missing-endpoint': () =>
    'There is no endpoint, so this chat cannot answer. Give it the URL of your server or proxy that speaks chat-completions and holds ' +
    'the API key: <chat-8080 endpoint="/v1/chat/completions" model="…">.',
  'missing-part': (part: string, error: string) =>
    `The part "${part}" could not be loaded (${error}). The folder chat-8080 has to lie beside chat-8080.js: copy both.`,
  'key-in-page': (where: string) =>
    `${where} holds what looks like an API key. Everybody who opens this page can read it and use it at your cost: revoke it, and let a ` +
    'proxy on your server add the key (documentation: "Keep the key on your server").',
  'unknown-attribute': (name: string, known: string) =>
    `There is no attribute ${name}, so it does nothing. ` +
    (known ? `Did you mean ${known}?` : 'The documentation lists all there are.'),
  'unknown-slot': (name: string) =>
    `There is no slot named "${name}", so what is in it is not shown. The documentation lists all there are.`,
  'unclosed-tag': (name: string) =>
    `<${name}> stands inside <chat-8080>, so it is not shown. A tag that ends in /> does not close the element: write </chat-8080>.`,
  'shared-storage-key': (key: string) =>
    `Two chats of this page have the storage-key "${key}", so they show one conversation. For two conversations give each a storage-key of its own.`,
  'xml-document': () =>
    'This page is XML (XHTML or SVG), and <chat-8080> draws itself in HTML documents only. Serve the page as text/html.',
  'invalid-number': (attribute: string, value: string) =>
    `${attribute}="${value}" is not a number, so it is ignored. Write digits only, with a point: 0.7.`,
  'invalid-value': (attribute: string, value: string, allowed: string) =>
    `${attribute}="${value}" is not one of ${allowed}. The chat uses ${allowed.replace(/,.*/, '')}.`,
  'invalid-json': (error: string) =>
    `The <script type="application/json"> in the element is not a JSON object (${error}), so it is ignored.`,
  'unknown-option': (name: string) =>
    `The <script type="application/json"> sets "${name}", which is neither an attribute nor a property of the element.`,
  'invalid-list': (name: string) =>
    `The <script type="application/json"> sets "${name}" to something that is not a list, so it is ignored. Write a list in brackets: [ ].`,
  'invalid-message': (role: string) =>
    `A message with the role "${role}" was left out: messages are the visitor's ("user") and the model's ("assistant"), and have a content. ` +
    'Text for the model alone belongs in the attribute instructions.',
  'invalid-tool': (name: string) => `The tool "${name}" has no name or no execute function, so it is not offered to the model.`,
  'invalid-confirm': (name: string) =>
    `confirm of the tool "${name}" is neither a boolean nor a function: whatever counts as true asks before each call. Write true, false or a function.`,
  'upload-failed': (error: string) => `upload failed: ${error}. The visitor can try it again.`,
  'unchecked-schema': (name: string, keywords: string) =>
    `The inputSchema of the tool "${name}" has keywords that are not checked: ${keywords}. The model may ignore them: check them in execute.`,
  'mixed-content': (endpoint: string) =>
    `This page came over https and its endpoint is ${endpoint}: browsers block such requests. Serve the endpoint over https.`,
  'duplicate-script': (first: string, second: string) =>
    `The script has been loaded twice, in versions ${first} and ${second}. The first version is used: remove one of the tags.`,
  'request-configuration': (error: string) => `${error} Check the attributes endpoint, params and headers.`,
  'request-blocked': (error: string) =>
    `${error} Nothing answered. Check that the server is running, that it allows this origin (CORS), and that the page's Content-Security-Policy names it in connect-src.`,
  'request-unauthorized': (error: string) =>
    error.includes('redirects')
      ? `${error} Either the visitor's session is over and the site redirects to its login page, or endpoint lacks its https: or its last slash.`
      : `${error} The proxy has no key, or a wrong one, or the visitor's session is over.`,
  'request-forbidden': (error: string) => `${error} Check that the proxy allows this page's origin and the model.`,
  'request-not-found': (error: string) =>
    `${error} There is no such endpoint or model, or it takes no POST: endpoint is the whole address of chat-completions, or a base that ends in /v1.`,
  'request-bad-request': (error: string) => `${error} The server may not accept one of the fields that were sent.`,
  'request-context-length': (error: string) => `${error} The conversation is longer than the model, or the server, takes.`,
  'request-rate-limited': (error: string) =>
    `${error} Too many requests: the limit of the account, or of this visitor, is used up.`,
  'request-quota': (error: string) => `${error} A budget is used up: the budget of the account behind the key, or of the proxy.`,
  'request-content-filter': (error: string) => `${error} The server refuses this content.`,
  'request-unsupported-content': (error: string) =>
    `${error} The model takes no such picture, recording or file. Ask for a model that does, or say in accept what may be attached.`,
  'request-server': (error: string) => `${error} The fault is on the server's side; its log says more.`,
  'request-not-a-stream': (error: string) =>
    `${error} The address answers with something else, often the site's own page for addresses that it does not know. Check endpoint.`,
  'request-protocol': (error: string) => {
    const api = /“response\./.test(error)
      ? "OpenAI's Responses"
      : error.includes('“message_start')
        ? "Anthropic's Messages"
        : error.includes('“done”') && "Ollama's own";
    return api
      ? `${error} That is another API, ${api}: endpoint has to be the server's address of chat-completions, often …/v1/chat/completions.`
      : `${error} The server's answer is not what chat-completions promises.`;
  },
  'request-interrupted': (error: string) =>
    `${error} The connection ended before the reply did. The server may have stopped, or a proxy in between cuts long answers.`,
  'request-stalled': (error: string) =>
    `${error} Nothing arrived for a long time. The server may be slow, or a proxy in between buffers the stream.`,
  'request-tool-limit': (error: string) =>
    `${error} The model keeps calling its tools. Their answers may lack what the model needs.`,
  'audio-request': (attribute: string, error: string) =>
    `The address in ${attribute} gave no usable answer (${error}). Check the address, that its server allows this origin (CORS), and that the page's ` +
    'Content-Security-Policy names it in connect-src. A redirect is not followed.',
  'request-offline': (error: string) => error,
  'request-aborted': (error: string) => error,
} satisfies Record<string, (...details: string[]) => string>;

export type HintCode = keyof typeof hintTexts;
