/** What reads pieces of text aloud, one after the other. */
export interface Reading {
  /** To be called in the press itself: browsers let nothing sound that nobody has asked for. */
  unlock: () => void;
  /** @returns when the piece has been read, or has been stopped. @throws where it cannot be */
  read: (piece: string, next: string | undefined) => Promise<void>;
  stop: () => void;
}
