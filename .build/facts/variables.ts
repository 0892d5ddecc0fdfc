/** The public CSS variables, from styles/tokens.ts and the two files beside it. */
import { readFileSync } from 'node:fs';

export interface Variable {
  name: string;
  /** CSS, in which a bare name stands for the variable of that name. */
  default: string;
}

/** In the order of the file; of those that depend on the mode, the default of the usual one. */
export function readVariables(): Variable[] {
  // For browsers without a function the same ones are there again.
  const files = ['tokens', 'message-tokens', 'panel-tokens'];
  const text = files.map((file) => readFileSync(`src/styles/${file}.ts`, 'utf8')).join('\n');
  const styles = text.replace(/@supports[^]*?\n {2}\}/, '');
  const all = [...styles.matchAll(/var\((--chat-8080-[\w-]+),\s*((?:[^()]|\((?:[^()]|\([^()]*\))*\))+)\)/g)].map(
    ([, name = '', fallback = '']) => ({
      name,
      default: fallback.replaceAll(/var\(--_([\w-]+)\)/g, '$1').replaceAll(/\s+/g, ' '),
    }),
  );
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}
