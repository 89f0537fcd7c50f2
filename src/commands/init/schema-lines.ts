import { dirname, join, relative } from "node:path";
import type { Host } from "../../host.js";

const shipped = "node_modules/mi-braze/templates/mi-braze.schema.json";

/**
 * The first lines of the config, for editors: they name the schema of the package that is installed here or in a folder
 * above, so that it is the version that runs; else they say how to get one.
 */
export async function schemaLines(host: Host, folder: string): Promise<string> {
  for (let above = folder; ; above = dirname(above)) {
    const file = join(above, shipped);
    if ((await host.files.kind(file)) === "file") {
      const path = relative(folder, file).replaceAll("\\", "/");
      return modeline(path.startsWith("..") ? path : `./${path}`);
    }
    if (above === dirname(above))
      return `# To complete and check this file in an editor: mi-braze schema > mi-braze.schema.json, then uncomment\n# ${modeline("./mi-braze.schema.json")}`;
  }
}

const modeline = (path: string): string => `# yaml-language-server: $schema=${path}`;
