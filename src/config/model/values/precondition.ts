import type { RubyTime, Value } from "../../../liquid/value.js";
import type { Compared, Precondition, Test } from "../config.js";
import { convert } from "./convert.js";

/** Whether an event that has this value there is sent, as far as this one condition goes. */
export const isMet = ({ key, test }: Precondition, value: Value, now: RubyTime): boolean =>
  holds(test, value, now) === (key === "only_if");

/** Whether a value is what is asked for. */
export const holds = (test: Test["test"], value: Value, now: RubyTime): boolean =>
  test === "present" || test === "absent"
    ? "json" in convert("json", value, now) === (test === "present")
    : test.some((compared) => equals(compared, value, now));

/** As a property of the type that the config's own value has would read it. */
function equals(compared: Compared, value: Value, now: RubyTime): boolean {
  const converted = convert(typeOfCompared(compared), value, now);
  if ("missing" in converted) return false;
  return typeof compared === "number" ? Number(converted.json) === compared : converted.json === compared;
}

export const typeOfCompared = (compared: Compared): "string" | "number" | "boolean" =>
  typeof compared as "string" | "number" | "boolean";
