import { afterEach, expect, test, vi } from "vitest";
import { proveTemplate } from "../../src/proof/prove.js";
import { sized } from "../support/depth.js";
import { labelledBodies } from "./labelled-bodies.js";

const hour = 3_600_000;

/** A clock on which every look takes an hour: whatever asks it believes that it is late. */
function hurry(): void {
  let now = Date.now();
  const later = () => {
    now += hour;
    return now;
  };
  vi.spyOn(Date, "now").mockImplementation(later);
  vi.spyOn(performance, "now").mockImplementation(later);
}

afterEach(() => {
  vi.restoreAllMocks();
});

const bodies = [...labelledBodies("valid"), ...labelledBodies("broken")];
const every = sized(6, 1);

test("no clock has a say in a verdict, a witness or a finding", () => {
  for (const [name, text] of bodies.filter((_, index) => index % every === 0)) {
    const proof = () => {
      const { verdict, witness, diagnostics } = proveTemplate({ name, text });
      return { verdict, witness, diagnostics };
    };
    const unhurried = proof();
    hurry();
    const hurried = proof();
    vi.restoreAllMocks();
    expect(hurried, name).toEqual(unhurried);
  }
});
