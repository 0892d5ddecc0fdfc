/** The few things of the page or worker that a conversation asks for; where there are none (Node, say) nothing ever happens. */

interface Scope {
  navigator?: { onLine?: boolean };
  addEventListener?: (type: string, listener: (event: unknown) => void) => void;
  removeEventListener?: (type: string, listener: (event: unknown) => void) => void;
}

const scope = globalThis as Scope;

/**
 * False only where the browser says that there is no network; `true` means no more than "some interface is up"
 * (https://html.spec.whatwg.org/multipage/system-state.html#dom-navigator-online).
 */
export function isOnline(): boolean {
  return scope.navigator?.onLine !== false;
}

/** @returns ends the listening */
export function listen(type: 'online' | 'pagehide' | 'pageshow' | 'storage', listener: (event: unknown) => void): () => void {
  scope.addEventListener?.(type, listener);
  return () => scope.removeEventListener?.(type, listener);
}

/** Resolves when the browser is online again, or the signal aborts. */
export function whenOnline(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (isOnline() || signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      unlisten();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const unlisten = listen('online', done);
    signal.addEventListener('abort', done);
  });
}
