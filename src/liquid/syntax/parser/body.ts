import type { Body, Node, Text } from "../template.js";
import type { Findings } from "./findings.js";
import { isSpace } from "./markup.js";

/** Text whose ends may still be trimmed; offsets of the stripped text. */
interface PendingText {
  readonly kind: "pending";
  readonly from: number;
  readonly to: number;
  start: number;
  end: number;
}

/** The nodes between two tags, while they are read. */
export class BodyBuilder {
  private readonly items: (PendingText | Node)[] = [];
  blank = true;

  constructor(
    private readonly findings: Findings,
    /** Where it begins, in the stripped text. */
    private readonly from: number,
  ) {}

  node(node: Node): void {
    this.items.push(node);
    if (!node.blank) this.blank = false;
  }

  text(from: number, to: number, trim: boolean): void {
    const { text } = this.findings;
    let start = from;
    if (trim) while (start < to && isSpace(text.charCodeAt(start))) start++;
    this.items.push({ kind: "pending", from, to, start, end: to });
    if (this.blank && !isWhite(text, start, to)) this.blank = false;
  }

  /** `{{-` or `{%-` is here: text right before it loses the white space at its end. */
  trimEnd(): void {
    const last = this.items.at(-1);
    if (last?.kind !== "pending") return;
    const { text } = this.findings;
    while (last.end > last.start && isSpace(text.charCodeAt(last.end - 1))) last.end--;
  }

  /** @param end of the body, in the stripped text */
  build(end: number, silent: boolean): Body {
    const nodes = this.items.flatMap((item) => (item.kind === "pending" ? this.texts(item) : item));
    return {
      kind: "body",
      ...this.findings.place(this.from, Math.max(this.from, end)),
      nodes,
      blank: this.blank,
      silent,
    };
  }

  /** One node for each stretch that no HTML comment interrupts. */
  private texts(pending: PendingText): Text[] {
    const { findings } = this;
    const cuts = findings.stripped.cuts;
    const edges = cuts.length === 0 ? [] : cuts.filter((cut) => cut > pending.start && cut < pending.end);
    const starts = [pending.start, ...edges];
    const blank = isWhite(findings.text, pending.start, pending.end);
    return starts.map((start, index) => {
      const end = starts[index + 1] ?? pending.end;
      const whole = findings.place(
        index === 0 ? pending.from : start,
        index === starts.length - 1 ? pending.to : end,
      );
      return {
        kind: "text",
        ...findings.place(start, end),
        value: findings.text.slice(start, end),
        whole,
        blank,
      };
    });
  }
}

/** Ruby's `\s`, which NUL is not. */
function isWhite(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c !== 0x20 && (c < 0x09 || c > 0x0d)) return false;
  }
  return true;
}
