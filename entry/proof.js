import { load } from "./load.js";

export const { proveTemplate, UsageError } = await load(() => import("../dist/proof.js"));
