/** A text cut to so many characters, the last of them an ellipsis where something is left out. */
export const shortened = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text;
