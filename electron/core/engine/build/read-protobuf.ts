/** One field of a protobuf message as it is on the wire. */
export type WireField =
  | { readonly number: number; readonly kind: 'varint'; readonly value: bigint }
  | { readonly number: number; readonly kind: 'bytes'; readonly value: Uint8Array };

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/**
 * Walks the fields of one protobuf message. Fixed-width numbers are stepped over: no message that is read here has one
 * that matters. Throws a RangeError when the message ends within a field or uses a wire type that does not exist.
 * Wire format: protobuf.dev, "Encoding".
 */
export function* readProtobuf(message: Uint8Array): Generator<WireField> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new RangeError('a protobuf message ends within a number');
  };
  const skip = (length: number): Uint8Array => {
    if (at + length > message.length) throw new RangeError('a protobuf message ends within a field');
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const key = Number(varint());
    const number = key >>> 3;
    const type = key & 7;
    if (type === VARINT) yield { number, kind: 'varint', value: varint() };
    else if (type === BYTES) yield { number, kind: 'bytes', value: skip(Number(varint())) };
    else if (type === FIXED64) skip(8);
    else if (type === FIXED32) skip(4);
    else throw new RangeError(`protobuf has no wire type ${type}`);
  }
}
