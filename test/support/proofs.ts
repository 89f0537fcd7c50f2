import { parseTemplate } from "../../src/braze/liquid.js";
import { type Proof, proveTemplate } from "../../src/proof/prove.js";

const proofs = new Map<string, Proof>();

/** The proof of a body, made once for all tests that one thread runs. */
export function proofOf(text: string): Proof {
  const known = proofs.get(text);
  if (known) return known;
  const proof = proveTemplate(parseTemplate({ name: "body.liquid", text }));
  proofs.set(text, proof);
  return proof;
}
