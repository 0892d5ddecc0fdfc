/** The owner's functions are waited for, and not for ever: each waiting request would hold its connection and its body. */

/** @throws Whatever the function throws, and a `TimeoutError`. */
export async function within<Value>(timeoutMs: number, call: () => Value | Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('No answer in time.', 'TimeoutError')), timeoutMs);
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}
