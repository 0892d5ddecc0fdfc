/** The types for JSX as an application meets them: by the package's name, with what the documentation says to write. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { snippetOf } from '../support/documentation.js';

const page = readFileSync('demo/docs/frameworks.md', 'utf8');
const declaration = snippetOf('frameworks', 'Types for JSX', 'ts');

/** What stands for React's in the documentation's declaration; the words are the documentation's. */
const frameworks = [
  {
    name: 'react',
    module: 'react',
    base: 'DetailedHTMLProps<HTMLAttributes<Chat8080>, Chat8080>',
    names: 'DetailedHTMLProps, HTMLAttributes',
  },
  { name: 'preact', module: 'preact', base: 'HTMLAttributes<Chat8080>', names: 'HTMLAttributes' },
  { name: 'solid-js', module: 'solid-js', base: 'JSX.HTMLAttributes<Chat8080>', names: 'JSX' },
  { name: 'vue', module: 'vue/jsx-runtime', base: 'HTMLAttributes & ReservedProps', names: 'HTMLAttributes, ReservedProps' },
];

/** Type errors of a file of an application, as `line: message`. */
function errorsOf(text: string, jsxImportSource: string): string[] {
  const path = resolve('application.tsx');
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.ReactJSX,
    jsxImportSource,
    strict: true,
    types: [],
    noEmit: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const onDisk = { fileExists: host.fileExists.bind(host), getSourceFile: host.getSourceFile.bind(host) };
  host.fileExists = (name) => name === path || onDisk.fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true) : onDisk.getSourceFile(name, ...rest);
  return ts.getPreEmitDiagnostics(ts.createProgram([path], options, host)).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.text.slice(0, start).split('\n').length : 0;
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

describe('the types for JSX', () => {
  for (const { name, module, base, names } of frameworks) {
    it(`take what is right in ${name}, and nothing else`, () => {
      assert.ok(page.includes(module) && page.includes(base));
      const lines = declaration
        .replace("{ DetailedHTMLProps, HTMLAttributes } from 'react'", `{ ${names} } from '${name}'`)
        .replace("declare module 'react'", `declare module '${module}'`)
        .replace('DetailedHTMLProps<HTMLAttributes<Chat8080>, Chat8080>', base)
        .split('\n');
      const right = [
        'export const right = [',
        '<chat-8080 endpoint="/v1" temperature={0.5} top-p="0.9" max-completion-tokens={100} without-stream hidden id="chat" />,',
        '<chat-8080 topP={0.9} tools={[]} stopSequences={["a"]} headers={() => ({ a: "b" })} />,',
        '<chat-8080 messages={[{ role: "assistant", content: "Welcome." }]} value={null} />,',
        '];',
      ];
      assert.deepEqual(errorsOf([...lines, ...right].join('\n'), name), []);
      const wrong = [
        'temperature="warm"',
        'top-p="high"',
        'without-stream="yes"',
        'endpoint={5}',
        'tools={["none"]}',
        'messages={["none"]}',
        'colour="red"',
      ];
      const errors = errorsOf(
        [...lines, ...wrong.map((attribute, index) => `export const wrong${index} = <chat-8080 ${attribute} />;`)].join('\n'),
        name,
      );
      assert.deepEqual(
        errors.map((error) => Number.parseInt(error)),
        wrong.map((_attribute, index) => lines.length + index + 1),
        errors.join('\n'),
      );
    });
  }

  it('know the events, with and without JSX', () => {
    const lines = [
      "import type { Chat8080 } from 'chat-8080';",
      "import type { Chat8080Elements } from 'chat-8080/jsx';",
      'declare const chat: Chat8080;',
      "declare const props: Chat8080Elements['chat-8080'];",
      "chat.addEventListener('chat-message', ({ detail }) => detail.message.id);",
      "props['onchat-message'] = ({ detail }) => detail.message.id;",
      "chat.addEventListener('chat-message', ({ detail }) => detail.text);",
      "props['onchat-message'] = ({ detail }) => detail.text;",
    ];
    const errors = errorsOf(lines.join('\n'), 'react');
    assert.deepEqual(
      errors.map((error) => Number.parseInt(error)),
      [7, 8],
      errors.join('\n'),
    );
  });

  it('take what is right in `chat-8080/react`, and nothing else', () => {
    const right = [
      "import { Chat8080 } from 'chat-8080/react';",
      'export const chat = (',
      '  <Chat8080 endpoint="/v1" topP={0.9} top-p="0.9" messages={[{ role: "user", content: "Hi." }]} className="shop" hidden key="1"',
      '    ref={(element) => element?.show()} onChatMessage={({ detail }) => detail.message.id} onToggle={({ newState }) => newState}',
      '    onClick={(event) => event.currentTarget.stop()}><a href="/">Home</a></Chat8080>',
      ');',
    ];
    assert.deepEqual(errorsOf(right.join('\n'), 'react'), []);
    const wrong = [
      'endpoint={5}',
      'messages={["none"]}',
      'onChatMessage={({ detail }) => detail.text}',
      'onChatNothing={() => {}}',
    ];
    const errors = errorsOf(
      [right[0]!, ...wrong.map((prop, index) => `export const wrong${index} = <Chat8080 ${prop} />;`)].join('\n'),
      'react',
    );
    assert.deepEqual(
      errors.map((error) => Number.parseInt(error)),
      wrong.map((_prop, index) => index + 2),
      errors.join('\n'),
    );
  });
});
