import { parseTemplate, render } from "../../src/braze/liquid.js";
import type { RenderOptions } from "../../src/liquid/runtime/render.js";
import { valueOfJson } from "../../src/liquid/values/from-json.js";
import type { Json } from "../../src/source/json.js";
import { recordedNow } from "./recorded.js";

/** The text of a template over plain variables, at the clock of the recording. */
export function rendered(
  text: string,
  variables: Readonly<Record<string, Json>> = {},
  options: RenderOptions = { lenient: true },
): string {
  const template = parseTemplate({ name: "test", text }, { lenient: options.lenient ?? false });
  const scope = {
    profile: new Map(),
    namespaces: new Map(),
    variables: new Map(Object.entries(variables).map(([name, value]) => [name, valueOfJson(value)])),
    now: recordedNow,
    connectedContent: new Map(),
    catalogItems: undefined,
    contentBlocks: new Map(),
  };
  return render(template, scope, options).text;
}
