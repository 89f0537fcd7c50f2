import { InvalidArgumentError, Option } from "commander";
import { UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import { fileReason } from "../../host.js";

/** The port that a command listens on. */
export const portOption = (usual: number): Option =>
  new Option("--port <n>", "port; 0 takes a free one").default(usual).argParser(portNumber);

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("a port is needed, from 0 to 65535.");
}

/**
 * Listens on a port.
 * @returns the origin
 * @throws UserError where it cannot be had
 */
export async function listening(listen: (port: number) => Promise<string>, port: number): Promise<string> {
  try {
    return await listen(port);
  } catch (error) {
    const message =
      (error as NodeJS.ErrnoException).code === "EADDRINUSE"
        ? `port ${port} is in use; take another with --port, or --port 0 for a free one`
        : `cannot listen on port ${port}: ${fileReason(error)}`;
    throw new UserError([wrongUsage.report(message)], 3);
  }
}
