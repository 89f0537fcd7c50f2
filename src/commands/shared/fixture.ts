import type { Fixture } from "../../braze/fixture/fixture.js";
import { instantOf } from "../../braze/fixture/instant.js";
import { readFixture } from "../../braze/fixture/read.js";
import { readSource } from "../../braze/read-source.js";
import { type Diagnostic, hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import type { RubyTime } from "../../liquid/value.js";

/** Reads a fixture file; its findings end the command with 1. */
export async function requireFixture(
  host: Host,
  path: string,
): Promise<{ fixture: Fixture; diagnostics: readonly Diagnostic[] }> {
  const { fixture, diagnostics } = readFixture(await readSource(host, path));
  if (!fixture || hasErrors(diagnostics)) throw new UserError(diagnostics, 1);
  return { fixture, diagnostics };
}

/** The moment that `--now` names: ISO 8601 with a zone. */
export function requireNow(text: string | undefined): RubyTime | undefined {
  if (text === undefined) return undefined;
  const instant = instantOf(text);
  if (instant?.time && instant.zoned) return instant.time;
  const message = instant ? `--now "${text}" has no time zone` : `--now "${text}" is not a time`;
  throw new UserError(
    [
      wrongUsage.report(message, {
        notes: ["Write it like 2023-12-06T19:20:45Z or 2023-12-06T19:20:45+01:00."],
      }),
    ],
    2,
  );
}
