/** What a function or method of another language asks of a value in a condition, as Liquid asks it. */
interface Asked {
  readonly advice: string;
  /** What to write in its place; absent where that takes more than a condition. */
  readonly meant?: string | undefined;
}

const written = (meant: string): Asked => ({ advice: `write \`${meant}\``, meant });

/** `isset(x)`, `empty(x)`, `len(x)`. */
export function askedByFunction(called: string, not: boolean, value: string): Asked {
  const blank = blankness(called, value, not);
  if (value !== "" && blank !== undefined) return written(blank);
  return /^(?:len|length|strlen|count|size|sizeof)$/i.test(called) && !not && value !== ""
    ? written(`${value}.size`)
    : { advice: "assign what it is to give by a filter first, and compare that" };
}

/** `x.includes('a')`, `x.indexOf('a') > -1`, `x.startsWith('a')`, `x.isEmpty()`. */
export function askedByMethod(
  value: string,
  called: string,
  given: string,
  {
    not,
    compared,
    filter,
  }: { readonly not: boolean; readonly compared: string; readonly filter?: string | undefined },
): Asked {
  const blank = given === "" ? blankness(called, value, not) : undefined;
  if (blank !== undefined) return written(blank);
  const isAbsent = /^(?:={2,3}\s*-1|<\s*0)$/.test(compared.trim());
  if (/^(?:includes?\??|contains|has|indexOf)$/i.test(called) && given !== "") {
    const asked = `${value} contains ${given}`;
    return not || isAbsent
      ? { advice: `Liquid has no \`not\`: write \`{% unless ${asked} %}\`` }
      : written(asked);
  }
  if (/^equals(?:IgnoreCase)?$/i.test(called) && given !== "") {
    const asked = `${value} ${not ? "!=" : "=="} ${given}`;
    return called.toLowerCase() === "equals"
      ? written(asked)
      : { advice: `assign \`${value} | downcase\` first, and compare that with a string in small letters` };
  }
  const end = /^(starts?|ends?)_?with\??$/i.exec(called)?.[1]?.[0]?.toLowerCase();
  if (end !== undefined && given !== "") {
    const length = /^(["']).*\1$/.test(given) ? String(given.length - 2) : "its length";
    const cut = end === "s" ? `0, ${length}` : `-${length}, ${length}`;
    return {
      advice: `assign that part first, and compare it: \`{% assign part = ${value} | slice: ${cut} %}\`, then \`part ${not ? "!=" : "=="} ${given}\``,
    };
  }
  if (/^(?:length|size|count)$/.test(called) && given === "" && !not)
    return { advice: `write \`${value}.size\`` };
  return {
    advice:
      filter === undefined
        ? "assign what it is to give by a filter first, and compare that"
        : `a condition takes no filter: assign first, {% assign value = ${value} | ${filter} %}, and compare that`,
  };
}

function blankness(called: string, value: string, not: boolean): string | undefined {
  if (/^(?:is_?set|exists|defined|is_?defined|has_?value|not_?empty|any\?|present\?)$/i.test(called))
    return `${value} ${not ? "==" : "!="} blank`;
  return /^(?:is_?)?(?:empty|null|nil|blank|none)\??$/i.test(called)
    ? `${value} ${not ? "!=" : "=="} blank`
    : undefined;
}
