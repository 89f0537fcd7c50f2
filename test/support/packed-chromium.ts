import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * A browser for where none is installed: it comes as a package of the registry with the others that tests need, is made for
 * Linux with glibc on x64 alone, and brings libraries and fonts that a bare system does not have.
 */

export const hasPacked =
  process.platform === "linux" && process.arch === "x64" && existsSync("/lib64/ld-linux-x86-64.so.2");

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "node_modules/.cache/chromium");

/** Where it is, and what it needs of the environment; unpacked the first time that anybody asks. */
export function packedChromium(): { path: string; env: NodeJS.ProcessEnv } {
  const path = join(folder, "chromium");
  if (!existsSync(path)) unpack(path);
  const libraries = join(folder, "al2023/lib");
  return {
    path,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
      ...(existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_FILE: join(folder, "fonts.conf") }),
    },
  };
}

/** In a process of its own, as the package takes from the environment where to unpack, and whether it needs its libraries. */
function unpack(path: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const own = mkdtempSync(`${folder}-`);
  const program = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
  execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: root,
    env: { ...process.env, TMPDIR: own, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
  });
  writeFileSync(join(own, "fonts.conf"), `<fontconfig><dir>${join(folder, "fonts")}</dir></fontconfig>\n`);
  try {
    renameSync(own, folder);
  } catch (error) {
    // Another thread or run was first.
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(path)) throw error;
  }
}
