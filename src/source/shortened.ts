/** A text cut to so many characters, the last of them an ellipsis where something is left out. */
export const shortened = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text;

/** A text cut to so many characters in its middle, so that its end is seen as well. */
export function shortenedInside(text: string, width: number): string {
  if (text.length <= width) return text;
  const end = Math.floor((width - 1) / 3);
  return `${text.slice(0, width - 1 - end)}…${text.slice(text.length - end)}`;
}
