import type { Rendering } from "../braze/liquid/rendering.js";
import type { Scope } from "../braze/liquid/scope.js";

export type { Rendering };

/** An engine with one template loaded. */
export type Renderer = (scope: Scope) => Rendering;
