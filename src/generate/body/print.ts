import { jsonText } from "./json-text.js";
import type {
  BodyPlan,
  LeafShape,
  Line,
  ListShape,
  Member,
  NamedShape,
  ObjectShape,
  Shape,
  Statement,
} from "./shape.js";
import { stampLine } from "./stamp.js";

const step = "  ";

/** The body as text: its stamp, the preparation, then two-space JSON with one member a line. */
export function printBody(plan: BodyPlan): string {
  const below = [...plan.prepare.map(printLine), ...printObject(plan.root, "")].join("\n");
  return `${stampLine(plan.slug, below, plan.config)}\n${below}\n`;
}

/** Trimming on both sides keeps the statements from leaving white space inside the JSON. */
const printLine = (line: Line): string => line.map(printStatement).join("");

function printStatement(statement: Statement): string {
  switch (statement.kind) {
    case "assign":
      return `{%- assign ${statement.name} = ${statement.value} -%}`;
    case "for":
      return `{%- for ${statement.item} in ${statement.of} -%}${statement.body.map(printLine).join("")}{%- endfor -%}`;
    case "abort":
      return `{% abort_message("${statement.reason}") %}`;
    case "case": {
      const branches = statement.branches.map(({ value, body }) => `{%- when ${value} -%}${printLine(body)}`);
      const otherwise = statement.otherwise ? [`{%- else -%}${printLine(statement.otherwise)}`] : [];
      return [`{%- case ${statement.of} -%}`, ...branches, ...otherwise, "{%- endcase -%}"].join("\n");
    }
    case "if":
    case "unless": {
      const body = statement.body.map(printLine).join("");
      const otherwise = statement.otherwise
        ? `{%- else -%}${statement.otherwise.map(printLine).join("")}`
        : "";
      return `{%- ${statement.kind} ${statement.when} -%}${body}${otherwise}{%- end${statement.kind} -%}`;
    }
  }
}

/** The lines of a shape; the first continues the line that it is on. */
function printShape(shape: Shape, indent: string): string[] {
  switch (shape.kind) {
    case "constant":
      return [jsonText(shape.json)];
    case "leaf":
      return [printLeaf(shape)];
    case "object":
      return printObject(shape, indent);
    case "list":
      return printList(shape, indent);
  }
}

function printLeaf({ quoted, output, otherwise }: LeafShape): string {
  const quote = quoted ? '"' : "";
  const hole = `{{ ${output} }}`;
  if (!otherwise) return `${quote}${hole}${quote}`;
  const fallback = jsonText(otherwise.json);
  const bare = quoted ? fallback.slice(1, -1) : fallback;
  return `${quote}{% if ${otherwise.unless} %}${hole}{% else %}${bare}{% endif %}${quote}`;
}

/**
 * Commas without a variable: members before the last certain one carry theirs after, members after it in front.
 * Only an object without any certain member needs a variable for it.
 */
function printObject({ prepare, members, comma }: ObjectShape, indent: string): string[] {
  if (members.length === 0) return ["{}"];
  const inner = indent + step;
  const last = members.findLastIndex((member) => member.kind === "either" || member.when === undefined);
  const lines = prepare.map((line) => inner + printLine(line));
  if (last < 0 && members.length > 1) lines.push(`${inner}{%- assign ${comma} = "" -%}`);
  members.forEach((member, index) => {
    const before = last < 0 ? (members.length > 1 ? `{{ ${comma} }}` : "") : index > last ? ", " : "";
    const after =
      index < last ? "," : last < 0 && index < members.length - 1 ? `{% assign ${comma} = "," %}` : "";
    lines.push(...printMember(member, before, after, inner));
  });
  return ["{", ...lines, `${indent}}`];
}

function printMember(member: Member, before: string, after: string, indent: string): string[] {
  if (member.kind === "either") {
    const [yes, no] = [member.yes, member.no].map((named) => printNamed(named, indent).join("\n"));
    return [`${indent}${before}{% if ${member.when} %}${yes}{% else %}${no}{% endif %}${after}`];
  }
  const [first, ...rest] = printNamed(member, indent);
  const [open, close] = member.when === undefined ? ["", ""] : [`{% if ${member.when} %}`, "{% endif %}"];
  const lines = [`${indent}${open}${before}${first}`, ...rest];
  lines[lines.length - 1] += after + close;
  return lines;
}

function printNamed({ name, value }: NamedShape, indent: string): string[] {
  const [first, ...rest] = printShape(value, indent);
  return [`${jsonText(name)}: ${first}`, ...rest];
}

function printList(
  { variable, item, start, limit, comma, prepare, keep, element }: ListShape,
  indent: string,
): string[] {
  const inner = indent + step;
  const deeper = inner + step;
  const deepest = deeper + step;
  const [first, ...rest] = printShape(element, deepest);
  return [
    "[",
    `${inner}{%- assign ${comma} = "" -%}${printLine(start)}`,
    `${inner}{%- for ${item} in ${variable}${limit === undefined ? "" : ` limit: ${limit}`} -%}`,
    ...prepare.map((line) => deeper + printLine(line)),
    `${deeper}{%- if ${keep} -%}`,
    `${deepest}{{ ${comma} }}${first}`,
    ...rest,
    `${deepest}{%- assign ${comma} = "," -%}`,
    `${deeper}{%- endif -%}`,
    `${inner}{%- endfor -%}`,
    `${indent}]`,
  ];
}
