/** The parts of a message, in the order in which they came. What the visitor writes is shown as it was written; what the model writes is Markdown. */
import { html, nothing, type TemplateResult } from 'lit';
import { isUnsettled, type ContentPart, type TextPart, type ToolCallPart } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { keyed } from 'lit/directives/keyed.js';
import { neutralise } from '../../markdown/syntax/characters.js';
import { markdown } from './markdown-directive.js';
import type { MessageView } from './message-view.js';
import { userTextTemplate } from './user-text-template.js';

export function partTemplates(view: MessageView): unknown {
  const { message, style } = view;
  return message.parts.map((part, index) => {
    const isLast = index === message.parts.length - 1;
    switch (part.type) {
      case 'text': {
        if (message.role === 'user') return userTextTemplate(part.text, style.strings);
        const state = !isLast || message.status === 'done' ? 'whole' : isUnsettled(message) ? 'open' : 'cut';
        return html`<div
          class="text markdown"
          part="body"
          ${markdown(part.text, state, { options: style.markdown, sources: message.sources })}
        ></div>`;
      }
      case 'refusal':
        return plainText(part.text);
      case 'reasoning':
        return reasoningTemplate(view, part, isLast && isUnsettled(message));
      case 'tool-call':
        return toolCallTemplate(view, part);
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

/** Other arguments of a question, or other words, are another card: what of the first one has been in view says nothing of it. */
function toolCallTemplate(view: MessageView, part: ToolCallPart): unknown {
  const { toolCard } = view.actions;
  if (!toolCard) void view.actions.loadToolCard();
  const isQuestion = part.state === 'approval' && view.isOurs;
  return keyed(isQuestion && `${part.id} ${part.arguments} ${part.question}`, toolCard?.render(view, part, isQuestion));
}
