/** What a library prints that knows of no stream but the console; everything leaves through the host's. */
export function printedBy(work: () => void): string {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: unknown) => void lines.push(`${line}\n`);
  try {
    work();
  } finally {
    console.log = log;
  }
  return lines.join("");
}
