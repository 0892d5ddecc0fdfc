/** Types for `chat-8080/react`: the props of the element as JSX has them, with events under the names that React users know (`onChatSend`). */
import type { ElementFacts } from './element-facts.js';

/** React's own names for what is no `chat-…` event; `input` stays React's, which hears it by itself. */
const names: Record<string, string> = { toggle: 'onToggle', beforetoggle: 'onBeforeToggle' };

const pascal = (name: string): string => name.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());

export function reactTypes({ className, tagName, events }: ElementFacts): string {
  const renamed = events.flatMap(({ name, description }) => {
    const own = name.startsWith('chat-') ? `on${pascal(name)}` : names[name];
    return own === undefined ? [] : [`  /** ${description} */\n  ${own}?: ElementProps['on${name}'];\n`];
  });
  return `// Made from the class when the package is built.
import type { HTMLAttributes, ReactElement, Ref } from 'react';
import type { ${className}Props as ElementProps } from './jsx.js';
import type { ${className} as ${className}Element } from './types/element/index.js';

type OwnProps = Omit<ElementProps, \`on\${string}\`>;
type Base = Omit<HTMLAttributes<${className}Element>, keyof OwnProps | 'onToggle' | 'onBeforeToggle'>;

/** What <${className}> takes: all of <${tagName}>, and what React gives every element. */
export interface ${className}Props extends OwnProps, Base {
  /** The element; null until it is defined, which is some moments after the first render. */
  ref?: Ref<${className}Element> | undefined;
${renamed.join('')}}

/** <${tagName}> as a component, on servers too. */
export declare function ${className}(props: ${className}Props): ReactElement;
`;
}
