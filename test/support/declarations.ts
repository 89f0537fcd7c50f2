import { fileURLToPath } from "node:url";
import ts from "typescript-api";

/**
 * What modules export, and every type of ours that it takes to say so, without comments: what a caller's own code can
 * depend on.
 * @param modules paths of declaration files, by what they are imported as
 */
export function declarationsOf(modules: ReadonlyMap<string, URL>): string {
  const paths = new Map([...modules].map(([name, url]) => [name, fileURLToPath(url)]));
  const program = ts.createProgram([...paths.values()], {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const aliased = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const parts: string[] = [];
  const needed = new Set<ts.Symbol>();
  for (const [name, path] of paths) {
    const exports = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path)!)!);
    for (const one of exports) needed.add(aliased(one));
    const names = exports.map((one) => one.name).sort();
    parts.push(`import { ${names.join(", ")} } from "${name}";`);
  }
  const printer = ts.createPrinter({ removeComments: true });
  const texts: string[] = [];
  for (const symbol of needed) {
    for (const declaration of symbol.declarations ?? []) {
      const file = declaration.getSourceFile();
      if (file.fileName.includes("/node_modules/")) continue;
      if (ts.isTypeAliasDeclaration(declaration) && isComputed(declaration.type)) {
        const type = checker.getTypeAtLocation(declaration);
        texts.push(`type ${symbol.name} = ${checker.typeToString(type, undefined, expanded)};`);
        continue;
      }
      const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
      texts.push(printer.printNode(ts.EmitHint.Unspecified, node, file).replace(/^export (declare )?/, ""));
      const visit = (inner: ts.Node): void => {
        const found = ts.isIdentifier(inner) ? checker.getSymbolAtLocation(inner) : undefined;
        const target = found && aliased(found);
        if (target?.declarations?.some((one) => isTopLevel(one))) needed.add(target);
        ts.forEachChild(inner, visit);
      };
      visit(node);
    }
  }
  return `${[parts.join("\n"), ...texts.sort()].join("\n\n")}\n`;
}

const expanded = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;

/** Whether a type is taken from a value: what it comes to is of interest, not how the value is written. */
const isComputed = (type: ts.Node): boolean =>
  ts.isTypeQueryNode(type) || (ts.forEachChild(type, (inner) => isComputed(inner) || undefined) ?? false);

const isTopLevel = (declaration: ts.Declaration): boolean =>
  ts.isSourceFile(declaration.parent) ||
  (ts.isVariableDeclaration(declaration) && ts.isSourceFile(declaration.parent.parent.parent));
