const blocks = [
  ["<script", "</script>"],
  ["<!--", "-->"],
  ["<style", "</style>"],
] as const;

/** Liquid's `strip_html`: scripts, comments and styles go with what is in them, then every tag. In time linear in the text. */
export const stripHtml = (text: string): string =>
  text.includes("<") ? without(without(text, blocks), [["<", ">"]]) : text;

/** The text without each piece from an opening to its next closing; of two openings the first in the text counts. */
function without(text: string, pieces: readonly (readonly [open: string, close: string])[]): string {
  let rest = pieces.map(([open, close]) => ({ open, close, at: text.indexOf(open) }));
  let result = "";
  let from = 0;
  for (;;) {
    rest = rest.filter(({ at }) => at >= 0);
    const first = rest.reduce((a, b) => (b.at < a.at ? b : a), rest[0]!);
    if (!first) return result + text.slice(from);
    const end = text.indexOf(first.close, first.at + first.open.length);
    if (end < 0) {
      // No later opening of this kind is closed either.
      first.at = -1;
      continue;
    }
    result += text.slice(from, first.at);
    from = end + first.close.length;
    for (const piece of rest) if (piece.at < from) piece.at = text.indexOf(piece.open, from);
  }
}
