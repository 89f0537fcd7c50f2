import { whatToRun } from "./incomplete-install.js";

export async function run() {
  try {
    const [{ realHost }, { main }] = await Promise.all([
      import("../dist/host.js"),
      import("../dist/main.js"),
    ]);
    process.exitCode = await main(process.argv.slice(2), realHost());
  } catch (error) {
    const words = whatToRun(error);
    if (words === undefined) throw error;
    console.error(words);
    process.exitCode = 3;
  }
}
