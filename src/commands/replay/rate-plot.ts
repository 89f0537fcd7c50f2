import type { Rate } from "../../replay/rates.js";
import { number } from "../../report/replay-words.js";
import { type Html, html } from "../../source/html.js";

const size = { width: 720, height: 120, left: 56, bottom: 20 };
/** Bars below this many units are drawn as wide as that, so that an hour in a week is still seen. */
const thinnest = 1;

/** How many came in each hour or day, as bars over a line of time; hours without any are gaps. */
export function ratePlot({ over, per }: Rate, what: string): Html {
  const step = per === "hour" ? 3_600_000 : 86_400_000;
  const times = over.map(({ from }) => Date.parse(from));
  const [first, last] = [times[0]!, times.at(-1)! + step];
  const most = Math.max(...over.map(({ events }) => events));
  const inner = { width: size.width - size.left, height: size.height - size.bottom };
  const across = (time: number) => size.left + ((time - first) / (last - first)) * inner.width;
  const bars = over.map(({ from, events }, index) => {
    const x = across(times[index]!);
    const height = (events / most) * (inner.height - 10);
    const width = Math.max(thinnest, across(times[index]! + step) - x - 1);
    return html`<rect x="${round(x)}" y="${round(inner.height - height)}" width="${round(width)}" height="${round(height)}"><title>${shown(from, per)}: ${number(events)}</title></rect>`;
  });
  return html`<figure class="plot"><svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${what} by the ${per}: ${number(most)} at most, from ${shown(over[0]!.from, per)} to ${shown(over.at(-1)!.from, per)}">
<line x1="${size.left}" y1="${inner.height}" x2="${size.width}" y2="${inner.height}"/>
<text x="${size.left - 8}" y="18" text-anchor="end">${number(most)}</text><text x="${size.left - 8}" y="${inner.height}" text-anchor="end">0</text>
${bars}
<text x="${size.left}" y="${size.height - 4}">${shown(over[0]!.from, per)}</text><text x="${size.width}" y="${size.height - 4}" text-anchor="end">${shown(over.at(-1)!.from, per)}</text>
</svg><figcaption class="muted">${what}, by the ${per}</figcaption></figure>`;
}

/** What became of a campaign's events, as one bar. */
export function outcomePlot(
  parts: readonly { readonly name: string; readonly count: number; readonly kind: string }[],
): Html {
  const all = parts.reduce((sum, { count }) => sum + count, 0);
  let at = 0;
  const bars = parts
    .filter(({ count }) => count > 0)
    .map(({ name, count, kind }) => {
      const width = (count / all) * 100;
      const bar = html`<rect class="${kind}" x="${round(at)}" y="0" width="${round(width)}" height="8"><title>${number(count)} ${name}</title></rect>`;
      at += width;
      return bar;
    });
  const words = parts.map(({ name, count }) => `${number(count)} ${name}`).join(", ");
  return html`<svg class="outcome" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${words}">${bars}</svg>`;
}

const round = (value: number): string => value.toFixed(2).replace(/\.?0+$/, "");

/** `2026-11-01 10:00`, or the day alone. */
const shown = (iso: string, per: Rate["per"]): string =>
  per === "day" ? iso.slice(0, 10) : iso.slice(0, 16).replace("T", " ");
