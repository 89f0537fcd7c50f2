/** An apostrophe keeps a spreadsheet from taking a cell for a formula. */
export const cell = (value: string): string =>
  `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
