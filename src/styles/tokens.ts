import { css } from 'lit';

/**
 * This file and the three beside it, whose tokens come with a part, alone have literal colours and sizes. Each private variable (`--_…`) is the public one of that name or its default.
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
    --_surface: var(--chat-8080-surface, var(--_background));
    --_hover: color-mix(in oklab, var(--_text) 8%, var(--_background));
    --_error: var(--chat-8080-error, oklch(from var(--_text) calc(0.4 + 0.4 * l) 0.17 27));
    /* The accent as a surface. One that is nearly as light as the ground, or as dark, would not be seen on it: this one has 1.25 : 1 with both grounds. */
    --_fill: light-dark(oklch(from var(--_accent) min(l, 0.91) c h), oklch(from var(--_accent) max(l, 0.34) c h));
    /*
     * White where it can be read: text on a surface of a relative luminance (the y of XYZ) of up to 0.1833 (4.5 : 1), an icon of up to 0.3 (3 : 1). Else black, which has more there.
     * https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
     */
    --_white-text: clamp(0, (0.1833 - y) * 1e9, 1);
    --_white-icon: clamp(0, (0.3 - y) * 1e9, 1);
    --_on-fill: color(
      from var(--_fill) xyz-d65 calc(0.9505 * var(--_white-text)) var(--_white-text) calc(1.089 * var(--_white-text))
    );
    --_icon-on-fill: color(
      from var(--_fill) xyz-d65 calc(0.9505 * var(--_white-icon)) var(--_white-icon) calc(1.089 * var(--_white-icon))
    );
    /* The accent as light or dark as it has to be to be read: hue and chroma of the accent, and a lightness that follows the text's. */
    --_ink: color-mix(in oklch, oklch(from var(--_accent) none c h), oklch(from var(--_text) calc(0.4 + 0.4 * l) none none));
    --_focus-ring: var(--chat-8080-focus-ring, var(--_ink));

    --_font-family: var(--chat-8080-font-family, inherit);
    --_font-size: var(--chat-8080-font-size, 1em);
    --_small: 0.8125em;
    --_radius: var(--chat-8080-radius, 0.875em);
    --_spacing: var(--chat-8080-spacing, 1em);
    --_control-size: 2.25em;
    /* At least 24 CSS px (WCAG 2.2, 2.5.8); 44 for fingers. */
    --_target-size: max(24px, 1.875em);
    --_content-max-width: var(--chat-8080-content-max-width, 44em);
    --_width: var(--chat-8080-width, auto);
    --_height: var(--chat-8080-height, 36em);
  }

  /*
   * Light only, and white on the accent, where one colour cannot be made of another. It can go with Safari before 18, Chrome before 123 and
   * Firefox before 128: https://developer.mozilla.org/en-US/docs/Web/CSS/CSS_colors/Relative_colors
   */
  @supports not (color: oklch(from light-dark(red, red) none c h)) {
    :host {
      --_accent: var(--chat-8080-accent, #3457d5);
      --_background: var(--chat-8080-background, #ffffff);
      --_text: var(--chat-8080-text, #1c1f26);
      --_error: var(--chat-8080-error, #b3261e);
      --_fill: var(--_accent);
      --_on-fill: #ffffff;
      --_icon-on-fill: #ffffff;
      --_ink: var(--_text);
    }
  }

  @media (pointer: coarse) {
    :host {
      --_control-size: max(44px, 2.75em);
      --_target-size: max(44px, 2.75em);
    }
  }
`;
