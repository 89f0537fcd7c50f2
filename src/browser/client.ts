import type { DiagnosticJson } from "../report/diagnostic-json.js";
import type { Answer, CallFault, CallName, Calls, Question } from "./calls.js";

export type { Calls } from "./calls.js";

/** The part of a `Worker` that is used. */
export interface EngineWorker {
  postMessage(question: Question): void;
  addEventListener(type: "message", listen: (event: { readonly data: Answer }) => void): void;
  addEventListener(type: "error", listen: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

/** What a call threw in the worker. */
export class EngineError extends Error {
  /** `UsageError`: the call is wrong. `UserError`: what it was given is. Else a mistake of ours. */
  override readonly name: string;
  readonly diagnostics: readonly DiagnosticJson[];

  constructor({ name, message, diagnostics }: CallFault) {
    super(message);
    this.name = name;
    this.diagnostics = diagnostics;
  }
}

/** The functions of the library, each of which answers later. */
export interface Engine {
  call<Name extends CallName>(
    name: Name,
    args: Parameters<Calls[Name]>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<ReturnType<Calls[Name]>>;
  /** Ends the worker; what was asked is rejected. */
  close(): void;
}

interface Waiting {
  readonly question: Question;
  resolve(value: unknown): void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Speaks with the worker of the engine. A call that is no longer wanted is not waited for: where the worker has begun it,
 * it is ended and another one started, which is asked what else was asked.
 * @param start makes a worker: `() => new Worker(url)`
 */
export function connect(start: () => EngineWorker): Engine {
  const waiting = new Map<number, Waiting>();
  let next = 0;
  let worker: EngineWorker | undefined;

  const settle = (answer: Answer) => {
    const found = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("error" in answer) found?.reject(new EngineError(answer.error));
    else found?.resolve(answer.value);
  };
  const fail = (reason: unknown) => {
    const all = [...waiting.values()];
    waiting.clear();
    worker?.terminate();
    worker = undefined;
    for (const one of all) one.reject(reason);
  };
  const running = (): EngineWorker => {
    if (worker) return worker;
    const started = start();
    started.addEventListener("message", ({ data }) => settle(data));
    started.addEventListener("error", ({ message }) => fail(new Error(message ?? "the worker cannot start")));
    worker = started;
    return started;
  };
  const drop = (id: number, reason: unknown) => {
    const dropped = waiting.get(id);
    if (!dropped) return;
    const isBegun = waiting.keys().next().value === id;
    waiting.delete(id);
    dropped.reject(reason);
    if (!isBegun) return;
    worker?.terminate();
    worker = undefined;
    for (const { question } of waiting.values()) running().postMessage(question);
  };

  return {
    call: (call, args, { signal } = {}) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const question: Question = { id: next++, call, args };
        waiting.set(question.id, { question, resolve, reject });
        signal?.addEventListener("abort", () => drop(question.id, signal.reason), { once: true });
        running().postMessage(question);
      }),
    close: () => fail(new Error("the engine is closed")),
  };
}
