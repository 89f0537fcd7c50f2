/** What the names of Content Blocks begin with, unless a config says otherwise. */
export const usualPrefix = "mi_";
