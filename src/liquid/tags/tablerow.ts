import { type Compute, type Loop, runBody } from "../runtime/machine.js";
import { parseExpression } from "../syntax/parser/expression.js";
import { attributes, fragment, pattern, space } from "../syntax/parser/patterns.js";
import { brokenBlock } from "../syntax/parser/tag-parser.js";
import type { Comparison, Condition, Expression, TableRow } from "../syntax/template.js";
import type { Value } from "../value.js";
import { liquidReference, type TagDefinition } from "./definition.js";
import { checkForeignList } from "./foreign-list.js";

const syntax = pattern(`(\\w+)${space}+in${space}+((?:${fragment})+)`);
const options = pattern(attributes, "g");

export const tablerow: TagDefinition<TableRow> = {
  name: "tablerow",
  status: "standard",
  alternative: "write a `for` loop and the HTML yourself",
  summary: "Prints the block as cells of an HTML table.",
  syntax: "{% tablerow item in list cols: 2 %}…{% endtablerow %}",
  example: {
    template: "{% tablerow i in (1..2) cols: 2 %}{{ i }}{% endtablerow %}",
    output: '<tr class="row1">\n<td class="col1">1</td><td class="col2">2</td></tr>\n',
  },
  source: `${liquidReference}/tags/iteration/`,
  end: "endtablerow",
  parse(source) {
    const { markup, findings, head } = source;
    const found = syntax.exec(markup.text);
    if (!found) {
      findings.error(head, "`tablerow` needs a name, `in` and a list", [
        "for example `{% tablerow item in list cols: 2 %}`",
      ]);
      return brokenBlock(source);
    }
    const [, name, list] = found.indices!;
    const variable = markup.name(found[1]!, ...name!);
    const collection = parseExpression(markup, ...list!);
    checkForeignList(source, list![0]);
    const given = new Map<string, Expression>();
    for (const option of markup.text.matchAll(options))
      given.set(option[1]!, parseExpression(markup, ...option.indices![2]!));
    const body = source.newBody();
    return {
      body,
      close: (range, tail, end) => ({
        kind: "tablerow",
        ...range,
        head,
        tail,
        blank: body.blank,
        variable,
        collection,
        cols: given.get("cols"),
        limit: given.get("limit"),
        offset: given.get("offset"),
        body: body.build(end, false),
      }),
    };
  },
  run({ collection, cols, limit, offset, variable, body, head, start, end }, machine) {
    const loop: Loop = {
      ...{ start, end, collection, cols, limit, offset },
      ...{ name: "", variable: variable.text, drop: "tablerowloop" },
      ...{ reversed: false, bounds: "loose", takesInterrupts: false },
    };
    const column: Compute<Value> = ({ cell }) => cell.column;
    const nextRow: Compute<Value> = ({ cell }) => cell.row + 1;
    const endRow = () => {
      machine.write('</tr>\n<tr class="row', head);
      machine.made("integer", [], head, nextRow);
      machine.write('">', head);
    };
    const rows = () =>
      machine.each(loop, {
        begin: () => machine.write('<tr class="row1">\n', head),
        iteration: () => {
          machine.write('<td class="col', head);
          machine.made("integer", [], head, column);
          machine.write('">', head);
          runBody(machine, body);
          machine.write("</td>", head);
          machine.decide([endRow, nothing], [], head, ({ cell }) => (cell.endsRow ? 0 : 1));
        },
        end: () => machine.write("</tr>\n", head),
        none: nothing,
      });
    const given: Condition = {
      kind: "condition",
      ...head.markup,
      terms: [valueAlone(collection)],
      operators: [],
    };
    machine.choose([{ test: given, wanted: true, at: head, run: rows }], nothing);
  },
};

const valueAlone = (left: Expression): Comparison => ({
  ...left,
  kind: "comparison",
  left,
  operator: undefined,
  right: undefined,
});
const nothing = () => {};
