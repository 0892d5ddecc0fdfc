import { css } from 'lit';

/**
 * The only file with literal colours and sizes. Each private variable (`--_…`) is the public one of that name or its default.
 *
 * - Colours follow the `color-scheme` that the page, or the `theme` attribute, has set: a page that never speaks of dark is light.
 * - Everything is derived from accent, background and text, so those three restyle all of it.
 * - Sizes are `em`: a page that sets its root to 62.5 % must not shrink the widget.
 */
export const tokens = css`
  :host {
    --_accent: var(--chat-8080-accent, light-dark(#3457d5, #9db4ff));
    --_background: var(--chat-8080-background, light-dark(#ffffff, #17191e));
    --_text: var(--chat-8080-text, light-dark(#1c1f26, #e9ebef));
    --_muted: var(--chat-8080-muted, color-mix(in oklab, var(--_text) 65%, var(--_background)));
    --_border: var(--chat-8080-border, color-mix(in oklab, var(--_text) 14%, var(--_background)));
    --_surface: var(--chat-8080-surface, color-mix(in oklab, var(--_text) 4%, var(--_background)));
    --_user-background: var(--chat-8080-user-background, color-mix(in oklab, var(--_accent) 13%, var(--_background)));
    --_user-text: var(--chat-8080-user-text, var(--_text));
    --_assistant-background: var(--chat-8080-assistant-background, transparent);
    --_assistant-text: var(--chat-8080-assistant-text, var(--_text));
    --_assistant-padding: var(--chat-8080-assistant-padding, 0);
    --_hover: color-mix(in oklab, var(--_text) 8%, var(--_background));
    --_error: var(--chat-8080-error, light-dark(#b3261e, #ffa59e));
    /* Black or white. At a relative luminance (the y of XYZ) of 0.179 both have the same contrast with the accent, 4.58 : 1, so this one always has 4.5 : 1. */
    --_light: clamp(0, (0.179 - y) * 10000, 1);
    --_on-accent: color(from var(--_accent) xyz-d65 calc(0.9505 * var(--_light)) var(--_light) calc(1.089 * var(--_light)));
    /* The accent as light or dark as it has to be to be read: hue and chroma of the accent, and a lightness that follows the text's. */
    --_ink: color-mix(in oklch, oklch(from var(--_accent) none c h), oklch(from var(--_text) calc(0.4 + 0.4 * l) none none));
    --_link: var(--chat-8080-link, var(--_ink));
    --_code-background: var(--chat-8080-code-background, color-mix(in oklab, var(--_text) 6%, var(--_background)));
    --_code-text: var(--chat-8080-code-text, var(--_text));
    --_code-keyword: light-dark(#a0268f, #e29bd9);
    --_code-string: light-dark(#2e6b2e, #9ccf8f);
    --_code-number: light-dark(#8a4b08, #e5b567);
    --_code-title: light-dark(#24519e, #8fb8f6);
    --_focus-ring: var(--chat-8080-focus-ring, var(--_ink));

    --_font-family: var(--chat-8080-font-family, inherit);
    --_font-size: var(--chat-8080-font-size, 1em);
    --_small: 0.8125em;
    --_radius: var(--chat-8080-radius, 0.875em);
    --_spacing: var(--chat-8080-spacing, 1em);
    --_control-size: 2.25em;
    /* At least 24 CSS px (WCAG 2.2, 2.5.8); 44 for fingers. */
    --_target-size: max(24px, 1.875em);
    --_shadow: var(--chat-8080-shadow, 0 0.5em 2em rgb(0 0 0 / 20%), 0 0 0 1px rgb(0 0 0 / 4%));
    --_launcher-size: var(--chat-8080-launcher-size, 3.5em);
    --_inset-inline: var(--chat-8080-inset-inline, 1.25em);
    --_inset-block: var(--chat-8080-inset-block, 1.25em);
    --_content-max-width: var(--chat-8080-content-max-width, 44em);
    --_width: var(--chat-8080-width, auto);
    --_height: var(--chat-8080-height, 36em);
  }

  /* Safari before 17.5 and Chrome before 123: light only, and white on the accent. */
  @supports not (color: light-dark(#fff, #000)) {
    :host {
      --_accent: var(--chat-8080-accent, #3457d5);
      --_background: var(--chat-8080-background, #ffffff);
      --_text: var(--chat-8080-text, #1c1f26);
      --_error: var(--chat-8080-error, #b3261e);
      --_on-accent: #ffffff;
    }
  }

  :host([mode='floating' i]) {
    --_width: var(--chat-8080-width, 25em);
    --_height: var(--chat-8080-height, 40em);
  }

  @media (pointer: coarse) {
    :host {
      --_control-size: max(44px, 2.75em);
      --_target-size: max(44px, 2.75em);
    }
  }
`;
