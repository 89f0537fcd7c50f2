/**
 * Values that Braze writes into a template itself: its pages print `{{$isoTimestamp}}` in a Canvas's user update, outside
 * Liquid's grammar and without a word on its form. It is taken for the time of sending, in ISO 8601.
 * https://www.braze.com/docs/user_guide/messaging/canvas/canvas_components/user_update
 */
const formats = { isoTimestamp: "%Y-%m-%dT%H:%M:%S.%LZ" } as const;

export type MacroName = keyof typeof formats;

export const isMacro = (name: string): name is MacroName => Object.hasOwn(formats, name);

/** Its form, as `strftime` takes it. */
export const macroFormat = (name: MacroName): string => formats[name];
