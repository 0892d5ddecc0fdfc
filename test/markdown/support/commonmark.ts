/** The examples of the CommonMark specification, from its own text. */
export interface Example {
  number: number;
  section: string;
  markdown: string;
  html: string;
}

export async function loadExamples(): Promise<Example[]> {
  const response = await fetch('/node_modules/commonmark-spec/spec.txt');
  const text = (await response.text()).replace(/\r\n?/g, '\n').replace(/^<!-- END TESTS -->[^]*/m, '');
  const examples: Example[] = [];
  let section = '';
  for (const [, markdown, html, heading] of text.matchAll(/^`{32} example\n([^]*?)^\.\n([^]*?)^`{32}$|^#{1,6} *(.*)$/gm)) {
    if (heading !== undefined) section = heading;
    else {
      const tabs = (written: string | undefined): string => (written ?? '').replaceAll('→', '\t');
      examples.push({ number: examples.length + 1, section, markdown: tabs(markdown), html: tabs(html) });
    }
  }
  return examples;
}
