import { Drop, type Value } from "../value.js";

/** What every loop's object says of its position; undefined for what it does not. */
function positionMember(name: string, position: number, length: number): Value | undefined {
  switch (name) {
    case "index":
      return position + 1;
    case "index0":
      return position;
    case "rindex":
      return length - position;
    case "rindex0":
      return length - position - 1;
    case "first":
      return position === 0;
    case "last":
      return position === length - 1;
    case "length":
      return length;
    default:
      return undefined;
  }
}

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

  advance(): void {
    this.position++;
  }

  override get(name: string): Value {
    switch (name) {
      case "name":
        return this.name;
      case "parentloop":
        return this.parent;
      default:
        return positionMember(name, this.position, this.length) ?? null;
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

  /** The row is full, and another follows. */
  get endsRow(): boolean {
    return this.column === this.columns && this.position < this.length - 1;
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
        return positionMember(name, this.position, this.length) ?? null;
    }
  }

  override print(): string {
    return "Liquid::TablerowloopDrop";
  }
}
