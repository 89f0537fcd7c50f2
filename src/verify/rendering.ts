import type { Rendering as EmulatorRendering } from "../liquid/runtime/rendering.js";
import type { Scope } from "../liquid/runtime/scope.js";

/** What every engine can tell of a rendering; which part of the template wrote what, the emulator alone knows. */
export type Rendering = Pick<EmulatorRendering, "outcome" | "text" | "abort" | "diagnostics"> &
  Partial<Pick<EmulatorRendering, "pieces" | "messageExtras">> & {
    /** Those that are sent with it, rendered, where they are known. */
    readonly headers?: Readonly<Record<string, string>>;
  };

/** An engine with one template loaded. */
export type Renderer = (scope: Scope) => Rendering;
