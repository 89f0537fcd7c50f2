import type { Host } from "../../host.js";
import { bounded, reasonOf } from "../../movable-ink/http.js";
import type { Check } from "./check.js";

const timeout = 10_000;

/**
 * What the endpoint says to a GET without credentials. An unknown key is answered 404 whatever the method, before
 * anything else is looked at; what a known key answers to a GET is not documented, so anything else counts as reached.
 */
export async function answerOf(host: Host, url: string): Promise<Omit<Check, "what">> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await host.fetch(url, { method: "GET", redirect: "manual", signal });
    await bounded(response, 1024, signal);
    const { status } = response;
    if (status === 404)
      return {
        state: "error",
        says: "reached, and it knows no such key: 404",
        next: "Compare the endpoint URL with the one that Movable Ink issued; its last part is the key.",
      };
    if (status >= 300 && status < 400)
      return {
        state: "error",
        says: `it redirects: ${status}`,
        next: "Braze follows no redirect: give the address itself.",
      };
    if (status >= 500)
      return {
        state: "warning",
        says: `reached, and it is in trouble: ${status}`,
        next: "Try again in a while.",
      };
    return { state: "ok", says: `reached: ${status}. Whether it takes an event, mi-braze send shows` };
  } catch (error) {
    const late = `no answer within ${timeout / 1000} seconds`;
    return {
      state: "error",
      says: `not reached: ${signal.aborted ? late : reasonOf(error)}`,
      next: "Check the host's name, the network, and a proxy.",
    };
  }
}
