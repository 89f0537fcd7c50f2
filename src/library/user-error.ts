import { UserError as Refusal } from "../diagnostics/diagnostic.js";
import { type DiagnosticJson, diagnosticsJson } from "../report/diagnostic-json.js";

/** A file cannot be used as it is; `diagnostics` says why. */
export class UserError extends Error {
  override readonly name = "UserError";

  /** @param exitCode what a command ends with for this: 1 findings, 3 a file that cannot be read */
  constructor(
    message: string,
    readonly diagnostics: readonly DiagnosticJson[],
    readonly exitCode: 1 | 2 | 3,
  ) {
    super(message);
  }
}

/** What is thrown inside holds sources; here, findings have one shape. */
export function userErrorOf(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  return new UserError(error.message, diagnosticsJson(error.diagnostics), error.exitCode);
}
