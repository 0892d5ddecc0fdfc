/** Runs one tool call. Whatever goes wrong becomes the answer that the model gets: it may do better in the next round. */
import { sourcesIn } from '../client/index.js';
import type { Source, ToolCallPart } from './state.js';
import { schemaProblem, uncheckedKeywords, type InputSchema } from './input-schema.js';
import { readInput } from './tool-input.js';

/** Of one reply. Nobody reads more of them, and a card for each of thousands would be all that is left of the page. */
const maxQuestions = 16;
/** In characters, laid out. Nobody reads more before allowing it. */
const longestQuestion = 20_000;

/** A timer counts in 32 bits; a longer time is none. */
const longestTimerMs = 2 ** 31 - 1;

/** A function that the model may call; the shape of WebMCP's tools. */
export interface Tool {
  readonly name: string;
  /** The words that visitors read in place of the name: "Cancel an order". The model does not get them. */
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  /** JSON Schema of the input. Default: an object of any kind. What of it is checked: {@link InputSchema}. */
  readonly inputSchema?: InputSchema | undefined;
  /**
   * The function itself.
   * @param input the input that the model gave; it fits `inputSchema`
   * @param context `signal` aborts when the visitor stops the reply, and when the time is up
   * @returns the answer to the model: a string as it is, anything else as JSON. The `sources` of an object, `{ url, title? }[]`, are shown below
   *   the reply, and `[1]` in the reply leads to the first source.
   */
  readonly execute: (input: never, context: { signal: AbortSignal }) => unknown;
  /**
   * Whether the visitor is asked first: always, or where the function returns something truthy. A text is the question itself, in plain words:
   * "Cancel order 1042?". The text has to name everything that matters, because the input is then shown only on demand. Default: false.
   */
  readonly confirm?: boolean | ((input: never) => boolean | string) | undefined;
}

export interface ToolResult {
  readonly state: 'done' | 'failed' | 'denied';
  readonly output: string;
  /** What the reply may draw on. */
  readonly sources?: readonly Source[];
}

/** A call, as the model wrote it: the arguments are JSON, or meant to be. */
export type Call = Pick<ToolCallPart, 'id' | 'name' | 'arguments'>;

interface Run {
  /** Calls of the same reply that wait for the visitor's word, by id, and what takes it. */
  readonly approvals: Map<string, (approved: boolean) => void>;
  /** Told where the call is. */
  readonly change: (change: Pick<ToolCallPart, 'state' | 'question'>) => void;
  /** For the tool itself, in ms; the visitor may take any time. */
  readonly timeout: number;
  /** Aborts when the reply is stopped; what is returned then does not matter. */
  readonly signal: AbortSignal;
  readonly onUncheckedSchema?: ((tool: string, keywords: readonly string[]) => void) | undefined;
}

export async function runTool(tools: readonly Tool[], call: Call, run: Run): Promise<ToolResult> {
  const tool = tools.find(({ name }) => name === call.name);
  if (!tool) return failed(`There is no tool named ${JSON.stringify(call.name)}.`);
  const { inputSchema = { type: 'object' } } = tool;
  try {
    const keywords = uncheckedKeywords(inputSchema);
    if (keywords.length > 0) run.onUncheckedSchema?.(tool.name, keywords);
    const input = readInput(call.arguments);
    const problem = schemaProblem(input, inputSchema);
    if (problem !== undefined) return failed(problem);
    // Everything truthy: a page without types may write 'always', and a function may give a promise.
    // It is given an input of its own: what it changes in it is not in the question.
    const given = typeof tool.confirm === 'function' ? tool.confirm(readInput(call.arguments) as never) : tool.confirm;
    // A constant says nothing of the input. A text of the function asks even where it came out empty: it was meant to.
    const question = typeof tool.confirm === 'function' && typeof given === 'string' ? given : undefined;
    if (given || question !== undefined) {
      if (run.approvals.size >= maxQuestions) return failed(`The user is asked at most ${maxQuestions} questions at once.`);
      if (JSON.stringify(input, null, 2).length > longestQuestion) {
        return failed(`The user has to read the arguments: at most ${longestQuestion} characters.`);
      }
      if (!(await isApproved(call.id, question, run)))
        return { state: 'denied', output: errorOutput('The user declined this tool call.') };
    }
    if (run.signal.aborted) return failed('The reply was stopped.');
    const value = await execute(tool, input, run);
    return { state: 'done', output: outputText(value), sources: sourcesIn(Object(value) as Record<string, unknown>) };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function isApproved(id: string, question: string | undefined, { approvals, change }: Run): Promise<boolean> {
  const decision = new Promise<boolean>((resolve) => approvals.set(id, resolve));
  change({ state: 'approval', ...(question !== undefined && { question }) });
  const approved = await decision;
  approvals.delete(id);
  change({ state: 'running' });
  return approved;
}

async function execute(tool: Tool, input: unknown, { timeout, signal }: Pick<Run, 'timeout' | 'signal'>): Promise<unknown> {
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
