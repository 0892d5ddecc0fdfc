/** The files that are made from the class: by their path in the package. */
import { readFileSync } from 'node:fs';
import { vscodeData, webTypes } from './editors.js';
import type { ElementFacts } from './element-facts.js';
import { jsxTypes } from './jsx.js';
import { manifest } from './manifest.js';
import { reactTypes } from './react.js';

export function generatedFiles(facts: ElementFacts): Record<string, string> {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
  return {
    'dist/custom-elements.json': json(manifest(facts)),
    'dist/vscode.html-custom-data.json': json(vscodeData(facts)),
    'dist/web-types.json': json(webTypes(facts, { name, version })),
    'dist/jsx.d.ts': jsxTypes(facts),
    'dist/react.d.ts': reactTypes(facts),
  };
}

export const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
