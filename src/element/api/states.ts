/** The custom states (`:state(…)`) by which a page can style the element. */
import { conversationStatus, isUnsettled, toolCalls, type ConversationState } from '../../conversation/index.js';

export function setStates(internals: ElementInternals, state: ConversationState, others: Record<string, boolean>): void {
  const calls = state.messages.filter(isUnsettled).flatMap(toolCalls);
  const status = conversationStatus(state);
  const all: Record<string, boolean> = {
    empty: state.messages.length === 0,
    pending: status === 'waiting',
    streaming: status === 'streaming',
    'tool-running': calls.some((call) => call.state === 'running'),
    'needs-approval': calls.some((call) => call.state === 'approval'),
    error: status === 'error',
    ...others,
  };
  try {
    for (const [name, holds] of Object.entries(all)) {
      if (holds) internals.states.add(name);
      else internals.states.delete(name);
    }
  } catch {
    // Without states, or with those alone that begin with `--`: Safari before 17.4, Chrome before 125, Firefox before 126. The page styles none.
  }
}
