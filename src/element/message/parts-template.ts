/** The parts of a message, in the order in which they came. What the visitor writes is shown as it was written; what the model writes is Markdown. */
import { html, nothing, type TemplateResult } from 'lit';
import { isUnsettled, type ContentPart, type TextPart, type ToolCallPart } from '../../conversation/index.js';
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
      case 'audio': {
        // What plays it would begin anew with each piece.
        const isWhole = !isLast || !isUnsettled(message);
        return [
          part.transcript === '' ? nothing : plainText(part.transcript),
          isWhole ? (view.actions.media()?.audioTemplate(style.strings, part, part.data) ?? nothing) : nothing,
        ];
      }
      default:
        return attachmentTemplate(view, part);
    }
  });
}

function plainText(text: string): TemplateResult {
  return html`<p class="text plain" part="body" dir="auto">${neutralise(text)}</p>`;
}

/**
 * A picture that came as its bytes is shown. One with an address is loaded when a reader says so, as in Markdown: an address in a stored
 * conversation can be anybody's. What cannot be shown is named.
 */
export function attachmentTemplate({ actions, style, message }: MessageView, part: ContentPart): unknown {
  const { strings, markdown: options } = style;
  switch (part.type) {
    case 'image_url': {
      const { url } = part.image_url;
      if (/^https?:/.test(url)) {
        const text = `![${strings.image}](<${url.replace(/[<>\\\s]/g, encodeURIComponent)}>)`;
        return html`<div class="text markdown" ${markdown(text, 'whole', { options, sources: undefined })}></div>`;
      }
      const number = message.parts.filter(({ type }) => type === 'image_url').indexOf(part) + 1;
      const name = neutralise(part.filename ?? (number > 1 ? String(number) : ''));
      const media = actions.media();
      if (!media) return frame(strings.image, 'late');
      // Its bytes are on their way, or lost: see conversation/kept.ts.
      if (url.startsWith('kept:')) return frame(url.endsWith('!') ? strings.notKept(strings.image) : '');
      return media.pictureTemplate(strings, url, name) ?? named(part.filename ?? strings.image);
    }
    case 'input_audio':
      return [
        named(part.filename ?? strings.audio),
        actions.media()?.audioTemplate(strings, part, part.input_audio.data) ?? nothing,
      ];
    case 'file':
      return named(part.file.filename ?? strings.file);
    case 'text':
      return nothing;
  }
}

/** Where a picture will be, or was: as large as one, so that nothing moves. */
function frame(text: string, late = ''): TemplateResult {
  return html`<div class="picture" part="picture"><p class="picture-open ${late}">${text}</p></div>`;
}

function named(name: string): TemplateResult {
  return html`<p class="attachment"><bdi>${neutralise(name)}</bdi></p>`;
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
