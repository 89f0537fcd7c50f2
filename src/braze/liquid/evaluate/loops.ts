import { Drop, type Value } from "../value.js";

/** `forloop`. */
export class ForLoop extends Drop {
  position = 0;

  constructor(
    private readonly name: string,
    private readonly length: number,
    private readonly parent: ForLoop | null,
  ) {
    super();
  }

  override get(name: string): Value {
    switch (name) {
      case "index":
        return this.position + 1;
      case "index0":
        return this.position;
      case "rindex":
        return this.length - this.position;
      case "rindex0":
        return this.length - this.position - 1;
      case "first":
        return this.position === 0;
      case "last":
        return this.position === this.length - 1;
      case "length":
        return this.length;
      case "name":
        return this.name;
      case "parentloop":
        return this.parent;
      default:
        return null;
    }
  }

  override print(): string {
    return "Liquid::ForloopDrop";
  }
}

/** `tablerowloop`. */
export class TableRowLoop extends Drop {
  position = 0;
  row = 1;
  column = 1;

  constructor(
    private readonly length: number,
    readonly columns: number,
  ) {
    super();
  }

  advance(): void {
    this.position++;
    if (this.column === this.columns) {
      this.column = 1;
      this.row++;
    } else this.column++;
  }

  override get(name: string): Value {
    switch (name) {
      case "index":
        return this.position + 1;
      case "index0":
        return this.position;
      case "rindex":
        return this.length - this.position;
      case "rindex0":
        return this.length - this.position - 1;
      case "first":
        return this.position === 0;
      case "last":
        return this.position === this.length - 1;
      case "length":
        return this.length;
      case "col":
        return this.column;
      case "col0":
        return this.column - 1;
      case "row":
        return this.row;
      case "col_first":
        return this.column === 1;
      case "col_last":
        return this.column === this.columns;
      default:
        return null;
    }
  }

  override print(): string {
    return "Liquid::TablerowloopDrop";
  }
}
