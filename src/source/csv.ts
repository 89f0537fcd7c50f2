/** A cell that a spreadsheet would take for a formula is kept a text by an apostrophe. */
export const cell = (value: string): string =>
  `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
