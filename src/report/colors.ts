import type { Host, Output } from "../host.js";

type Paint = (text: string) => string;

/** The colours that reports use. */
export interface Colors {
  readonly on: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
  readonly inverse: Paint;
}

/** Decided once for each stream. https://no-color.org asks for a non-empty NO_COLOR. */
export function colorsFor(output: Output, env: Host["env"], wanted: boolean): Colors {
  const on =
    wanted &&
    !env.NO_COLOR &&
    (env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : output.isTTY && env.TERM !== "dumb");
  return on ? painted(output.mark ?? "\u001b[") : noColors;
}

/** For reports that are files. */
export const noColors: Colors = colors(false, () => (text) => text);

const painted = (begin: string): Colors =>
  colors(true, (open, close) => {
    const [opening, closing] = [`${begin}${open}m`, `${begin}${close}m`];
    // Where another colour ends inside, this one goes on.
    return (text) => (text === "" ? "" : opening + text.replaceAll(closing, closing + opening) + closing);
  });

function colors(on: boolean, paint: (open: number, close: number) => Paint): Colors {
  return {
    on,
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
    inverse: paint(7, 27),
  };
}
