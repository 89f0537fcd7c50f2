import { slice } from "../runtime/collection.js";
import { TableRowLoop } from "../runtime/loops.js";
import { parseExpression } from "../syntax/parser/expression.js";
import { attributes, fragment, pattern, space } from "../syntax/parser/patterns.js";
import { brokenBlock } from "../syntax/parser/tag-parser.js";
import type { Expression, TableRow } from "../syntax/template.js";
import { liquidReference, type TagDefinition } from "./definition.js";

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
  render(tag, renderer) {
    const collection = renderer.evaluate(tag.collection);
    if (collection === null || collection === false) return;
    const from = tag.offset ? renderer.toI(tag.offset) : 0;
    const to = tag.limit ? from + renderer.toI(tag.limit) : undefined;
    const items = slice(collection, from, to, renderer.meter.mostItems);
    const loop = new TableRowLoop(items.length, tag.cols ? renderer.toI(tag.cols) : 0);
    renderer.write('<tr class="row1">\n');
    const frame = renderer.variables.enter(tag.variable.text, "tablerowloop", loop);
    try {
      for (const item of items) {
        renderer.meter.step(1);
        frame.item = item;
        renderer.write(`<td class="col${loop.column}">`);
        renderer.body(tag.body);
        renderer.write("</td>");
        if (loop.column === loop.columns && loop.position < items.length - 1) {
          renderer.write(`</tr>\n<tr class="row${loop.row + 1}">`);
        }
        loop.advance();
      }
    } finally {
      renderer.variables.leave();
    }
    renderer.write("</tr>\n");
  },
};
