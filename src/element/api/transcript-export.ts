import { filenameOf, messageText, type ChatMessage, type Part } from '../../conversation/index.js';
import { withFootnotes } from './footnotes.js';
import { withoutHazards } from '../../markdown/syntax/hazards.js';

/** A line that is, or makes, a heading, or begins what a program may draw as one; or that begins as a quoted one does. */
const makesHeading = /^ *([#<>]|[=-]+\s*$)/m;

/**
 * The conversation as one text: each message under a heading that says whose it is, or as JSON. A message that could be taken for further
 * turns is quoted, which every reader of Markdown takes back.
 */
export function exportTranscript(
  messages: readonly ChatMessage[],
  format: 'markdown' | 'json',
  names: Record<ChatMessage['role'], string>,
): string {
  if (format === 'json') return withoutHazards(JSON.stringify(messages, null, 2));
  let notes = 0;
  return messages
    .map((message) => {
      const said = [messageText(message), ...message.parts.map(nameOf)].filter(Boolean).join('\n\n');
      const text = withoutHazards(withFootnotes(said, message.sources, notes));
      notes += message.sources?.length ?? 0;
      return `## ${names[message.role]}\n\n${makesHeading.test(text) ? text.replace(/^|\r\n?|\n/g, '$&> ') : text}\n`;
    })
    .join('\n');
}

/** Of what was attached. */
function nameOf(part: Part): string {
  const filename = filenameOf(part);
  return filename ? `[${filename}]` : '';
}
