import { LitElement, html, type TemplateResult } from 'lit';

export class Chat8080 extends LitElement {
  protected override render(): TemplateResult {
    return html`<p>chat-8080</p>`;
  }
}
