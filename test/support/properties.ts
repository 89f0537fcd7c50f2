import fc from "fast-check";

/** The same cases every time, so that a red run can be run again; `SEED=n` gives others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_231_206) });
