/** A number as Avro writes it. */
export function avroLong(value: bigint | number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}

/** A text or bytes, after their length. */
export const avroBytes = (content: Uint8Array | string): Buffer =>
  Buffer.concat([avroLong(Buffer.byteLength(content)), Buffer.from(content)]);

const mark = Buffer.alloc(16, 7);

/** An Avro file of one block, which may say of itself what is not so. */
export const avroFile = (
  schema: unknown,
  block: Uint8Array,
  { codec = "deflate", count = 1, size = block.length } = {},
): Buffer =>
  Buffer.concat([
    Buffer.from("Obj\u0001"),
    avroLong(2),
    ...[avroBytes("avro.schema"), avroBytes(JSON.stringify(schema))],
    ...[avroBytes("avro.codec"), avroBytes(codec), avroLong(0), mark],
    ...[avroLong(count), avroLong(size), block, mark],
  ]);
