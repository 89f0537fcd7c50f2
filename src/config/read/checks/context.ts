import type { Catalogue } from "../../../diagnostics/catalogue.js";
import type {
  Diagnostic,
  DiagnosticDetails,
  FindingKind,
  Severity,
} from "../../../diagnostics/diagnostic.js";
import type { JsonNode } from "../../../source/json.js";
import { type Range, type Source, spanOf } from "../../../source/source.js";
import type { ConfigPath } from "../../tree.js";
import { rangeAt } from "../../tree.js";

/** One run of the checks over a config's tree, which may have any structure: the schema reports its own findings. */
export class CheckRun {
  readonly found: Diagnostic[] = [];

  constructor(
    readonly source: Source,
    readonly root: JsonNode,
    readonly catalogue: Catalogue,
  ) {}

  report(
    kind: FindingKind,
    message: string,
    where: ConfigPath | Range,
    notes: DiagnosticDetails["notes"] = [],
    severity: Severity = "error",
  ): void {
    this.found.push(kind.report(message, { span: this.span(where), notes, severity }));
  }

  span(where: ConfigPath | Range) {
    const range = "start" in where ? where : rangeAt(this.root, where);
    return spanOf(this.source, range.start, range.end);
  }
}
