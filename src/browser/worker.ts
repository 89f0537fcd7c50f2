import type { DiagnosticJson } from "../report/diagnostic-json.js";
import { jsonText } from "../source/json-text.js";
import type { Answer, Calls, Question } from "./calls.js";
import {
  type Config,
  checkPayloads,
  explain,
  lintSource,
  type ProofCondition,
  preview,
  previewTemplate,
  proveTemplate,
  readConfig,
  renderTemplate,
  type TemplateProof,
} from "./engine.js";

/*
 * A worker that runs the library, so that the page goes on answering meanwhile: dist/browser-worker.js, one script that
 * loads nothing. `connect` in client.ts speaks with it.
 */

/** The part of a worker's global scope that is used; its types conflict with those of pages. */
interface WorkerScope {
  addEventListener(type: "message", listen: (event: { readonly data: Question }) => void): void;
  postMessage(answer: Answer): void;
}

const calls: Calls = {
  lintSource: (...given) => proofAsText(lintSource(...given)),
  proveTemplate: (...given) => proofAsText(proveTemplate(...given)),
  renderTemplate,
  explain,
  previewTemplate: (...given) => {
    const { payload, ...seen } = previewTemplate(...given);
    return { ...seen, payload: jsonText(payload, 2) };
  },
  preview: (config, fixture, options) => {
    const { payload, why, ...seen } = preview(configOf(config), fixture, options);
    return {
      ...seen,
      payload: jsonText(payload, 2),
      why: why.map(({ printed, ...reason }) =>
        printed === undefined ? reason : { ...reason, printed: jsonText(printed) },
      ),
    };
  },
  checkPayloads: (text, { config, ...options } = {}) =>
    checkPayloads(text, config === undefined ? options : { ...options, config: configOf(config) }),
};

function proofAsText<Proof extends TemplateProof>({ witness, conditions, ...proof }: Proof) {
  return {
    ...proof,
    ...(witness ? { witness: jsonText(witness, 2) } : {}),
    ...(conditions ? { conditions: conditions.map(conditionAsText) } : {}),
  };
}

const conditionAsText = ({ witness, ...condition }: ProofCondition) =>
  witness ? { ...condition, witness: jsonText(witness, 2) } : condition;

let last: { readonly text: string; readonly config: Config } | undefined;

/** Somebody who tries users asks many times about one config. */
function configOf(text: string): Config {
  if (last?.text !== text) last = { text, config: readConfig(text) };
  return last.config;
}

declare const self: WorkerScope;

self.addEventListener("message", ({ data: { id, call, args } }) => {
  try {
    self.postMessage({ id, value: (calls[call] as (...args: readonly unknown[]) => unknown)(...args) });
  } catch (error) {
    const { name, message, diagnostics = [] } = error as Error & { diagnostics?: readonly DiagnosticJson[] };
    self.postMessage({ id, error: { name, message, diagnostics } });
  }
});
