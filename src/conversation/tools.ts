/** Runs one tool call. Whatever goes wrong becomes the answer that the model gets: it may do better in the next round. */
import { schemaProblem, type InputSchema } from './input-schema.js';

/** A timer counts in 32 bits; a longer time is none. */
const longestTimerMs = 2 ** 31 - 1;

/** A function that the model may call; the shape of WebMCP's tools. */
export interface Tool {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the input. Default: an object of any kind. */
  readonly inputSchema?: InputSchema;
  /**
   * @param input what the model gave; it fits `inputSchema`
   * @param context `signal` aborts when the visitor stops the reply, and when the time is up
   * @returns what the model is told: a string as it is, anything else as JSON
   */
  readonly execute: (input: never, context: { signal: AbortSignal }) => unknown;
  /** Whether the visitor is asked first: always, or where the function says so. Default: false. */
  readonly confirm?: boolean | ((input: never) => boolean);
}

export interface ToolResult {
  readonly state: 'done' | 'failed' | 'denied';
  readonly output: string;
}

/**
 * @param given the arguments as the model wrote them
 * @param approve asks the visitor; it is called only where the tool wants that
 * @param timeout for the tool itself, in ms; the visitor may take any time
 * @param signal aborts when the reply is stopped; what is returned then does not matter
 */
export async function runTool(
  tools: readonly Tool[],
  name: string,
  given: string,
  approve: () => Promise<boolean>,
  timeout: number,
  signal: AbortSignal,
): Promise<ToolResult> {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) return failed(`There is no tool named ${JSON.stringify(name)}.`);
  let input: unknown;
  try {
    input = given.trim() === '' ? {} : JSON.parse(given);
  } catch {
    return failed('The arguments are not valid JSON.');
  }
  try {
    const problem = schemaProblem(input, tool.inputSchema ?? { type: 'object' });
    if (problem !== undefined) return failed(problem);
    const wantsApproval = typeof tool.confirm === 'function' ? tool.confirm(input as never) : tool.confirm === true;
    if (wantsApproval && !(await approve())) return { state: 'denied', output: errorOutput('The user declined this tool call.') };
    if (signal.aborted) return failed('The reply was stopped.');
    return { state: 'done', output: outputText(await execute(tool, input, timeout, signal)) };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function execute(tool: Tool, input: unknown, timeout: number, signal: AbortSignal): Promise<unknown> {
  const controller = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error));
  });
  const abort = (): void => controller.abort(signal.reason);
  const timedOut = new Error(`The tool did not answer within ${timeout / 1000} seconds.`);
  const timer = timeout <= longestTimerMs ? setTimeout(() => controller.abort(timedOut), timeout) : undefined;
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([aborted, tool.execute(input as never, { signal: controller.signal })]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

function outputText(value: unknown): string {
  if (typeof value === 'string') return value;
  const text: unknown = JSON.stringify(value); // `undefined` has no JSON, and the API wants a string
  return typeof text === 'string' ? text : '';
}

function failed(message: string): ToolResult {
  return { state: 'failed', output: errorOutput(message) };
}

function errorOutput(message: string): string {
  return JSON.stringify({ error: message });
}
