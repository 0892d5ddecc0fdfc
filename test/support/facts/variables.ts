// The public CSS variables, from styles/tokens.ts.
import { readFileSync } from 'node:fs';

export interface Variable {
  name: string;
  /** CSS, in which a bare name stands for the variable of that name. */
  default: string;
}

/** In the order of the file. */
export function readVariables(): Variable[] {
  const [styles = ''] = readFileSync('src/styles/tokens.ts', 'utf8').split('@supports');
  return [...styles.matchAll(/var\((--chat-8080-[\w-]+),\s*((?:[^()]|\((?:[^()]|\([^()]*\))*\))+)\)/g)].map(
    ([, name = '', fallback = '']) => ({
      name,
      default: fallback.replaceAll(/var\(--_([\w-]+)\)/g, '$1').replaceAll(/\s+/g, ' '),
    }),
  );
}
