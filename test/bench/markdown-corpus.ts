/** Text as models write it, some four characters a token. */

const words =
  'the model streams a reply and each block of it settles before next one starts so that nothing already shown has to move again while reader follows along with selection copy or search in page'.split(
    ' ',
  );

/** Deterministic words. */
function prose(seed: number, count: number): string {
  let text = '';
  for (let index = 0; index < count; index++)
    text += `${index === 0 ? '' : ' '}${words[(seed * 7 + index * 13) % words.length] ?? ''}`;
  return text;
}

function section(seed: number): string {
  return `## Section ${seed}: ${prose(seed, 4)}

${prose(seed, 30)}, with **${prose(seed + 1, 3)}** and *${prose(seed + 2, 2)}*, \`code(${seed})\` and a [link](https://example.com/${seed}).

- ${prose(seed + 3, 8)}
- **${prose(seed + 4, 2)}:** ${prose(seed + 5, 12)}
  - ${prose(seed + 6, 6)}
- ${prose(seed + 7, 5)} \`value\`

${prose(seed + 8, 40)}. ${prose(seed + 9, 25)}.

\`\`\`js
function example${seed}(value) {
  // ${prose(seed, 6)}
  const result = value.map((item) => item * ${seed});
  return result.filter(Boolean);
}
\`\`\`

| Name | Value | Note |
| --- | ---: | --- |
| ${prose(seed, 2)} | ${seed} | ${prose(seed + 1, 4)} |
| ${prose(seed + 2, 2)} | ${seed * 2} | ${prose(seed + 3, 4)} |

1. ${prose(seed + 10, 9)}
2. ${prose(seed + 11, 7)}

> ${prose(seed + 12, 18)}

`;
}

function repeat(length: number, part: (index: number) => string): string {
  let text = '';
  for (let index = 1; text.length < length; index++) text += part(index);
  return text;
}

export type Shape = 'mixed' | 'paragraph' | 'fence' | 'list' | 'table' | 'quote';

const shapes: Readonly<Record<Shape, (length: number) => string>> = {
  mixed: (length) => repeat(length, section),
  paragraph: (length) => repeat(length, (index) => `${prose(index, 14)} **${prose(index, 2)}** and \`code\`. `),
  fence: (length) =>
    `\`\`\`js\n${repeat(length - 10, (index) => `const value${index} = call(${index}); // ${prose(index, 4)}\n`)}\n\`\`\`\n`,
  list: (length) => repeat(length, (index) => `- ${prose(index, 8)} **bold** \`code\`\n`),
  table: (length) =>
    `| a | b | c |\n| --- | --- | --- |\n${repeat(length - 40, (index) => `| ${prose(index, 2)} | **${index}** | ${prose(index, 3)} |\n`)}`,
  quote: (length) => repeat(length, (index) => `> ${prose(index, 12)} *${prose(index, 2)}*\n${index % 5 === 0 ? '>\n' : ''}`),
};

/** The last word is one of its own, so that a page can see that it has arrived. */
export const lastWord = 'Schlusswort';

export function corpus(shape: Shape, tokens: number): string[] {
  const text = `${shapes[shape](tokens * 4)}\n\n${lastWord}`;
  return text.match(/[^]{1,4}/g) ?? [];
}
