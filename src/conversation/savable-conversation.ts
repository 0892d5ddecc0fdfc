/** The conversation of `chat-8080/headless`. */
import { Conversation } from './conversation.js';
import type { ConversationOptions } from './options.js';
import type { SavedConversation } from './saved-format.js';
import { merge, restore, save, saveOnLeave } from './saving.js';

/** A conversation that saves itself: the `Conversation` of `chat-8080/headless`. The element's own is without, and loads `saving.ts` where it persists. */
export class SavableConversation extends Conversation {
  /** @throws Error if `saved` was not made by this version of {@link toJSON} */
  static fromJSON(saved: unknown, options: ConversationOptions): SavableConversation {
    const conversation = new SavableConversation(options);
    if (!conversation.restore(saved)) throw new Error('This is no conversation that this version of chat-8080 has saved.');
    return conversation;
  }

  /** Everything, as {@link restore} takes it back. */
  toJSON(): SavedConversation {
    return save(this);
  }

  /** As {@link toJSON}, for when the page is left: a reply that is coming counts as interrupted, so that no other tab waits for it. */
  toJSONOnLeave(): SavedConversation {
    return saveOnLeave(this);
  }

  /**
   * Replaces everything by what was saved. A reply that was coming counts as interrupted, also one that waited for the network; messages
   * in the queue wait for the next {@link send}.
   * @returns false if it was saved by another version of this library, or is nothing of the kind; then nothing has changed
   * @throws Error if a reply is coming
   */
  restore(saved: unknown): boolean {
    return restore(this, saved);
  }

  /**
   * Takes in what the same conversation has become elsewhere (in another tab, say): every message and version of both, none twice.
   * @returns true if the other side has all of it already; false if it should hear of this one
   */
  merge(saved: unknown): boolean {
    return merge(this, saved);
  }
}
