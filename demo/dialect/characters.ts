/** The repairs of single characters. */
import type { Repair } from './repair.js';

export const characters: readonly Repair[] = [
  {
    name: 'Byte order mark',
    rule: 'U+FEFF at the very start of the text is nothing.',
    examples: [
      ['\uFEFF# Opening hours', '<h1>Opening hours</h1>'],
      ['\uFEFF', ''],
      ['\uFEFF- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
    ],
  },
];
