/** What pasted code may be wrapped in as a whole: the fence of a chat, the quotes of a command or another program. */
export const wraps = /^(?:```|['"`\u2018-\u201E])$/;
