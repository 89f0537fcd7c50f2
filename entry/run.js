import module from "node:module";

export async function run() {
  try {
    // What V8 made of the files of an earlier run, in Node's own folder for it. Absent before Node 22.1.
    module.enableCompileCache?.();
    const { start } = await import("../dist/start.js");
    await start();
  } catch (error) {
    const { whatToRun } = await import("./incomplete-install.js");
    const words = whatToRun(error);
    if (words === undefined) throw error;
    console.error(words);
    process.exitCode = 3;
  }
}
