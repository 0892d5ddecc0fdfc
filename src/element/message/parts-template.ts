/** The parts of a message, in the order in which they came. What the visitor writes is shown as it was written; what the model writes is Markdown. */
import { html, nothing, type TemplateResult } from 'lit';
import { isUnsettled, type ContentPart, type TextPart, type ToolCallPart } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { neutralise } from '../../markdown/syntax/characters.js';
import { markdown } from './markdown-directive.js';
import { textButton } from '../controls/text-button.js';
import { toolIcon } from './message-icons.js';
import { userTextTemplate } from './user-text-template.js';
import type { MessageView } from './message-view.js';

export function partTemplates(view: MessageView): unknown {
  const { message, style } = view;
  return message.parts.map((part, index) => {
    const isLast = index === message.parts.length - 1;
    switch (part.type) {
      case 'text': {
        if (message.role === 'user') return userTextTemplate(part.text, style.strings);
        const settled = !isLast || !isUnsettled(message);
        return html`<div class="text markdown" part="body" ${markdown(part.text, settled, style.markdown)}></div>`;
      }
      case 'refusal':
        return plainText(part.text);
      case 'reasoning':
        return reasoningTemplate(view, part, isLast && isUnsettled(message));
      case 'tool-call':
        return toolTemplate(view, part);
      default:
        return attachmentTemplate(style.strings, part);
    }
  });
}

function plainText(text: string): TemplateResult {
  return html`<p class="text plain" part="body" dir="auto">${neutralise(text)}</p>`;
}

/** What went along with a message is named, not loaded: an address in a stored conversation can be anybody's. */
export function attachmentTemplate(strings: Locale, { type }: ContentPart): unknown {
  const names: Partial<Record<string, string>> = { image_url: strings.image, input_audio: strings.audio };
  return names[type] === undefined ? nothing : html`<p class="attachment">${names[type]}</p>`;
}

function reasoningTemplate({ message, style: { strings } }: MessageView, { text }: TextPart, running: boolean): TemplateResult {
  const name = running ? strings.reasoning : strings.reasoned(Math.round((message.timing?.reasoning ?? 0) / 1000));
  return html`<details class="details" part="reasoning">
    <summary>${name}</summary>
    <div class="text plain" dir="auto">${neutralise(text)}</div>
  </details>`;
}

function toolTemplate({ style: { strings }, actions }: MessageView, part: ToolCallPart): TemplateResult {
  const { id, name, state, arguments: given, output } = part;
  const input = html`<code class="tool-json" dir="ltr" translate="no">${visible(given)}</code>`;
  return html`<div class="tool" part="tool">
    ${
      state === 'approval'
        ? html`<p class="tool-question"><bdi>${strings.tool.approval(name)}</bdi></p>
            ${input}${textButton(strings.approve, 'approve-button', () => actions.decide(id, true))}
            ${textButton(strings.deny, 'deny-button', () => actions.decide(id, false))}`
        : html`<details class="details">
            <summary>${toolIcon}<bdi>${strings.tool[state](name)}</bdi></summary>
            <p class="tool-label">${strings.toolInput}</p>
            ${input}
            ${
              output === undefined
                ? nothing
                : html`<p class="tool-label">${strings.toolOutput}</p>
                    <code class="tool-json" dir="ltr" translate="no">${visible(output)}</code>`
            }
          </details>`
    }
  </div>`;
}

/** Controls that turn the reading order round, or cannot be seen, would show another thing than what is allowed: they are spelled out. */
function visible(json: string): string {
  return json.replace(
    /(?![\n\t])[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`,
  );
}
