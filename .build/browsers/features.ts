/**
 * What the chat does without: features that a browser may lack, by their paths in MDN's browser-compat-data, and what is so there. Every other
 * feature that the sources use is needed, and the youngest of those sets the oldest browser (`floor.ts`).
 */
export interface Spare {
  /** In a reader's words. */
  name: string;
  paths: readonly string[];
  /** How the chat is without it. */
  without: string;
}

/** A visitor or the page's owner can tell. */
export const spares: readonly Spare[] = [
  {
    name: 'colours made of other colours, `light-dark()`',
    paths: ['css.types.color.light-dark', 'css.types.color.oklch.relative_syntax', 'css.types.color.color.relative_syntax'],
    without: 'The chat is light on every page. Links have the colour of the text, code has one colour.',
  },
  {
    name: 'popovers',
    paths: [
      'api.HTMLElement.showPopover',
      'api.HTMLElement.hidePopover',
      'api.ToggleEvent',
      'api.ToggleEvent.ToggleEvent',
      'api.ToggleEvent.newState',
      'css.selectors.popover-open',
      'html.global_attributes.popover',
    ],
    without:
      'A floating chat has a fixed place in the page, above it by `z-index`. An ancestor with a `transform` carries it along.',
  },
  {
    name: 'speech recognition',
    paths: ['api.SpeechRecognitionAlternative.transcript', 'api.SpeechRecognitionAlternative.confidence'],
    without: 'With `dictation` alone there is no button; with `transcription-endpoint` there is.',
  },
  {
    name: 'speech synthesis',
    paths: [
      'api.Window.speechSynthesis',
      'api.SpeechSynthesis.getVoices',
      'api.SpeechSynthesis.cancel',
      'api.SpeechSynthesis.speak',
      'api.SpeechSynthesisUtterance',
      'api.SpeechSynthesisUtterance.SpeechSynthesisUtterance',
      'api.SpeechSynthesisUtterance.lang',
      'api.SpeechSynthesisUtterance.voice',
      'api.SpeechSynthesisVoice.lang',
      'api.SpeechSynthesisVoice.default',
    ],
    without: 'With `read-aloud` alone there is no button; with `speech-endpoint` there is.',
  },
  {
    name: 'custom states',
    paths: ['api.ElementInternals.states', 'css.selectors.state'],
    without: 'Your page cannot style the chat by `:state(…)`.',
  },
  {
    name: 'highlights',
    paths: ['api.Highlight', 'api.Highlight.Highlight'],
    without: 'Each coloured word of code is an element.',
  },
  {
    name: 'rich text on the clipboard',
    paths: ['api.Clipboard.write', 'api.ClipboardItem', 'api.ClipboardItem.ClipboardItem'],
    without: 'A message is copied as Markdown alone.',
  },
  {
    name: 'selections across shadow roots',
    paths: ['api.Selection.getComposedRanges'],
    without: 'What is selected and copied is copied as the browser does it.',
  },
  {
    name: '`content-visibility`',
    paths: [
      'css.properties.content-visibility',
      'css.properties.content-visibility.auto',
      'css.properties.contain-intrinsic-size',
      'css.properties.contain-intrinsic-block-size',
    ],
    without: 'Long conversations cost more time to draw.',
  },
  {
    name: '`:has()`',
    paths: ['css.selectors.has'],
    without: 'A disabled input is not pale, and a question of a tool has no frame.',
  },
  {
    name: '`mask-image`, `text-wrap`, colours of the scrollbar',
    paths: [
      'css.properties.accent-color',
      'css.properties.mask-image',
      'css.properties.text-wrap',
      'css.properties.text-wrap.balance',
      'css.properties.text-wrap.pretty',
      'css.properties.scrollbar-width',
      'css.properties.scrollbar-width.thin',
      'css.properties.scrollbar-color',
      'css.properties.overflow-clip-margin',
    ],
    without: 'Small differences in looks.',
  },
  {
    name: '`@starting-style`, `:dir()`',
    paths: ['css.at-rules.starting-style', 'css.selectors.dir'],
    without: 'A floating panel opens and closes without motion.',
  },
  {
    name: '`overscroll-behavior` where nothing scrolls, `overflow-anchor`',
    paths: ['css.properties.overscroll-behavior', 'css.properties.overflow-anchor', 'css.properties.overflow-anchor.none'],
    without: 'A wheel over a short conversation scrolls the page. A view that was moved up may jump while a reply comes.',
  },
];

/** Nobody can tell: another spelling stands beside it, a default is the same, or the device has no use for it. */
export const spareSilently: readonly string[] = [
  'api.KeyboardEvent.repeat', // 137 is the year of a repair; undefined counts as a first press
  'api.Window.requestIdleCallback', // a timer
  'css.properties.cursor.default',
  'css.properties.cursor.ew-resize',
  'css.properties.cursor.not-allowed',
  'css.properties.cursor.pointer', // no pointer on iOS
  'css.properties.font-family.ui-monospace', // named fonts follow
  'css.properties.forced-color-adjust',
  'css.properties.forced-color-adjust.none', // no forced colours in Safari
  'css.properties.resize',
  'css.properties.resize.none', // no handle on iOS
  'css.properties.resize.vertical',
  'css.properties.user-select', // `-webkit-user-select` stands beside it
];
