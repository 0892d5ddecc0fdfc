/** What an owner copies, and a page that already has it. */
export interface Place {
  /** The server's origin. */
  url: string;
  model: string;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const look = `chat-8080 {
  --chat-8080-accent: light-dark(#0a7d55, #5fd3a6);
  --chat-8080-radius: 1em;
}`;

const element = (address: string, model: string): string =>
  `<chat-8080 mode="floating" endpoint="${escaped(address)}" model="${escaped(model)}" label="Ask us"></chat-8080>`;

export const snippet = ({ url, model }: Place): string => `<script src="${url}/chat-8080.js" async></script>
<style>
${look.replace(/^/gm, '  ')}
</style>
${element(`${url}/v1/chat/completions`, model)}`;

export const css = `:root {
  color-scheme: light dark;
  font: 1.0625rem/1.6 system-ui, sans-serif;
}
body {
  max-width: 42rem;
  margin: 0 auto;
  padding: 2rem 1.25rem 7rem;
}
pre {
  overflow: auto;
  padding: 1rem;
  border-radius: 0.75rem;
  background: light-dark(#f0f4f2, #1c2421);
}
${look}
`;

export const page = ({ url, model }: Place): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Try the chat</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/try.css" />
    <script src="/chat-8080.js" async></script>
  </head>
  <body>
    <main>
      <h1>Your chat is in the corner</h1>
      <p>Open the chat and ask something. Each question is sent to the service with your key, which stays on the server.</p>
      <h2>Put the chat on your pages</h2>
      <pre tabindex="0" role="region" aria-label="Snippet"><code>${escaped(snippet({ url, model }))}</code></pre>
      <h2>Change it</h2>
      <ul>
        <li><code>label</code> is the name in the header of the chat. The two variables are its colour and its corners.</li>
        <li><code>--instructions shop.txt</code> tells the model what to know, and how to answer.</li>
        <li><code>--origin https://www.example.com</code> lets the pages of that site ask.</li>
        <li><code>--limits 20/1m,200000tokens/1d</code> limits what one visitor can cost you.</li>
      </ul>
    </main>
    ${element('/v1/chat/completions', model)}
  </body>
</html>
`;
