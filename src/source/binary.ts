/** What bytes are that are no text in UTF-8, and what to do about it. */
export interface Binary {
  readonly what: string;
  readonly next: string;
}

const unpack = "Unpack it first.";

/** By how files of a kind begin. */
const kinds: readonly (Binary & { readonly begins: readonly number[] })[] = [
  {
    begins: [0x1f, 0x8b],
    what: "packed by gzip",
    next: "Unpack it first, or where packed files are read, give it a name that ends in .gz.",
  },
  { begins: [0x28, 0xb5, 0x2f, 0xfd], what: "packed by zstd", next: unpack },
  { begins: [0x42, 0x5a, 0x68], what: "packed by bzip2", next: unpack },
  {
    begins: [0x50, 0x4b, 0x03, 0x04],
    what: "a zip archive, as spreadsheets and documents are, too",
    next: "Give what is in it: unpacked, or saved as text.",
  },
  { begins: [0x50, 0x41, 0x52, 0x31], what: "Parquet", next: "Export it as JSON, one event a line." },
  {
    begins: [0x4f, 0x62, 0x6a, 0x01],
    what: "Avro",
    next: "Where Avro is read, give it a name that ends in .avro; elsewhere, export it as JSON.",
  },
  {
    begins: [0x25, 0x50, 0x44, 0x46],
    what: "a PDF",
    next: "Give the text in it, saved as a file by itself.",
  },
  { begins: [0xff, 0xfe], what: "UTF-16", next: "Save it as UTF-8." },
  { begins: [0xfe, 0xff], what: "UTF-16", next: "Save it as UTF-8." },
];

/** Where the bytes are no text of any encoding, or one that tells itself. */
export function binaryOf(bytes: Uint8Array): Binary | undefined {
  const known = kinds.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  if (known) return known;
  // Text has these nowhere; a program or a picture has one soon.
  return bytes.subarray(0, 8000).includes(0)
    ? { what: "not text, or text in UTF-16", next: "Give a file of text, saved as UTF-8." }
    : undefined;
}
