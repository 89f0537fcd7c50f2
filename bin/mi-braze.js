#!/usr/bin/env node
// An old Node must be able to read this file as far as the message, as a script or as a module: no import statements.
const version = process.versions.node;
const [major, minor] = version.split(".").map(Number);
if (major > 20 || (major === 20 && minor >= 12)) {
  import("../entry/run.js").then(({ run }) => run());
} else {
  console.error(`mi-braze needs Node 20.12 or newer. This is Node ${version}, at ${process.execPath}.`);
  process.exitCode = 3;
}
