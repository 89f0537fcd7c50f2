import { dirname, join, relative } from "node:path";
import type { Host } from "../../host.js";
import { version } from "../../version.js";

const shipped = "node_modules/mi-braze/templates/mi-braze.schema.json";

/**
 * What the first line of the config names, for editors: the schema of the package that is installed here or in a folder
 * above, so that it is the version that runs; else, for users of npx, that version's file on the registry's mirror.
 */
export async function schemaReference(host: Host, folder: string): Promise<string> {
  for (let above = folder; ; above = dirname(above)) {
    const file = join(above, shipped);
    if ((await host.files.kind(file)) === "file") {
      const path = relative(folder, file).replaceAll("\\", "/");
      return path.startsWith("..") ? path : `./${path}`;
    }
    if (above === dirname(above))
      return `https://unpkg.com/mi-braze@${version()}/templates/mi-braze.schema.json`;
  }
}
