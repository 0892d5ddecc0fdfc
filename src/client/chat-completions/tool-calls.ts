/** Puts the fragments of a choice's tool calls in order: servers number, name and identify them in many ways. */
import { createId, unusedId } from '../ids.js';
import { isObject, textOf } from './json.js';

/** A fragment as it may arrive; any field can be missing, late or repeated. */
export interface WireToolCall {
  index?: unknown;
  id?: unknown;
  function?: unknown;
}

export interface ToolCallFragment {
  call: number;
  id?: string;
  name?: string;
  argumentsDelta: string;
}

interface Call {
  /** The server's number for it, if it gave one. */
  index: number | undefined;
  /** The id as the server spells it, and as it is handed on (unique among the calls of this choice). */
  wireId: string | undefined;
  id: string | undefined;
  name: string | undefined;
}

export class ToolCallAssembler {
  #calls: Call[] = [];

  get size(): number {
    return this.#calls.length;
  }

  read(fragment: WireToolCall): ToolCallFragment {
    const called = isObject(fragment.function) ? fragment.function : {};
    const id = textOf(fragment.id);
    const name = textOf(called['name']);
    const index = typeof fragment.index === 'number' ? fragment.index : undefined;
    const call = this.#find(index, id, name);
    const result: ToolCallFragment = { call: this.#calls.indexOf(call), argumentsDelta: argumentsText(called['arguments']) };
    if (id && call.id === undefined) {
      call.wireId = id;
      call.id = result.id = unusedId(id, (taken) => this.#calls.some((other) => other.id === taken));
    }
    if (name && call.name === undefined) call.name = result.name = name;
    return result;
  }

  /** Ids for the calls that the server gave none; to be asked for once, at the end. */
  missingIds(): ToolCallFragment[] {
    const fragments: ToolCallFragment[] = [];
    this.#calls.forEach((call, number) => {
      if (call.id !== undefined) return;
      call.id = `call_${createId()}`;
      fragments.push({ call: number, id: call.id, argumentsDelta: '' });
    });
    return fragments;
  }

  #find(index: number | undefined, id: string, name: string): Call {
    const call =
      index === undefined
        ? this.#withoutIndex(id, name)
        : // Gemini's and older Ollama's servers number every parallel call 0: another id with another name is another call.
          this.#calls.findLast((other) => other.index === index && !(id && name && other.wireId && other.wireId !== id));
    return call ?? this.#add(index);
  }

  #withoutIndex(id: string, name: string): Call | undefined {
    if (id) return this.#calls.findLast((other) => other.wireId === id) ?? this.#awaitingId(name);
    // No number and no id: a name begins a call, anything else goes on with the last one.
    return name && this.#calls.at(-1)?.name !== undefined ? undefined : this.#calls.at(-1);
  }

  /** The last call, where its id is still to come and this fragment begins no other. */
  #awaitingId(name: string): Call | undefined {
    const last = this.#calls.at(-1);
    return last && last.wireId === undefined && !(name && last.name !== undefined) ? last : undefined;
  }

  #add(index: number | undefined): Call {
    const call: Call = { index, wireId: undefined, id: undefined, name: undefined };
    this.#calls.push(call);
    return call;
  }
}

/** The API sends a JSON string; Ollama's older versions send the object itself. */
function argumentsText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}
