const lent = new WeakSet<ArrayBufferLike>();

/** A view of memory that nothing else uses, and that whoever takes it over may let go of with `letGo`. */
export function lendChunk(buffer: ArrayBuffer, byteOffset: number, byteLength: number): Buffer {
  lent.add(buffer);
  return Buffer.from(buffer, byteOffset, byteLength);
}

/**
 * Frees a chunk that was lent and is done with, at once; it is empty afterwards. The collector would come much later: it
 * sees a small object and not the memory behind it, and up to 64 MB of a stream that has long been sent would be kept. What
 * was not lent is left as it is.
 */
export function letGo(chunk: unknown): void {
  if (!(chunk instanceof Uint8Array) || !lent.delete(chunk.buffer)) return;
  if (chunk.buffer instanceof ArrayBuffer) chunk.buffer.transfer(0);
}
