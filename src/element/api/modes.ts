/**
 * The ways in which the chat can stand on a page. What differs between them is asked here and nowhere else. A further way is a part of its
 * own, which makes a {@link PanelFrame}, and a row in this table.
 */
import type { LitElement } from 'lit';
import type { ShellWords } from '../../locales/index.js';
import type { PartName } from '../../parts.js';
import { keyword, type Having } from './attributes.js';
import type { ConversationHost } from '../host.js';

export type Mode = {
  /** The visitor opens and closes it; otherwise it is always there. */
  readonly isClosable: boolean;
  /** The visitor can change its width. */
  readonly isResizable?: boolean;
} & (Section | { readonly part: PartName; readonly load: () => Promise<FramePart> });

/** The chat is a section of the page, which the stylesheet puts somewhere. */
interface Section {
  readonly part?: undefined;
  readonly load?: undefined;
}

/** The default first. */
const modes = {
  inline: { isClosable: false },
  floating: { isClosable: true, part: 'floating', load: () => import('../parts/floating.js') },
  docked: { isClosable: true, isResizable: true, part: 'floating', load: () => import('../parts/floating.js') },
  fullscreen: { isClosable: false },
} as const satisfies Record<string, Mode>;

type ModeName = keyof typeof modes;

/** Names of modes, and what fetches their parts. */
export const modeParts = Object.entries(modes).flatMap(([name, mode]: [string, Mode]) =>
  mode.load ? [[name, mode.load] as const] : [],
);

export function modeOf(element: Having<'mode'>): Mode {
  return modes[keyword(element, 'mode', Object.keys(modes) as [ModeName, ...ModeName[]])];
}

export interface FrameHost extends LitElement, ConversationHost {
  open: boolean;
  readonly mode: string | undefined;
  readonly withoutLauncher: boolean;
  readonly withoutHeader: boolean;
  readonly launcherLabel: string | undefined;
}

/** What a frame asks of the chat. */
export interface FrameServices {
  /** Puts the focus where it belongs when the panel opens. */
  focusInside: () => void;
}

export interface PanelView {
  strings: ShellWords;
  label: string;
  /** What stands in the panel. */
  content: unknown;
  /** It was open at the first render: the page, or what was kept, has opened it, and nobody has asked. */
  openAtLoad: boolean;
  /** What stands beside the button that opens the panel. */
  beside: unknown;
  onKeydown: (event: KeyboardEvent) => void;
}

/** A panel that can be closed, and how it is opened, closed and drawn. */
export interface PanelFrame {
  /** Replies that came while nobody could see them. */
  readonly unread: number;
  /** @param force true opens, false closes, undefined does what is not the case */
  toggle: (force?: boolean) => void;
  /** To be called when a reply has ended. */
  replied: () => void;
  render: (view: PanelView) => unknown;
}

/** What the part of a mode exports. */
interface FramePart {
  readonly styles: string;
  createFrame: (host: FrameHost, services: FrameServices) => PanelFrame;
}
