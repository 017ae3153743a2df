/**
 * Node writes to a terminal synchronously on POSIX, so one that is stopped (Ctrl-S, an ssh connection that sleeps) would
 * hold up a swap half-way. libuv opens the terminal anew for itself, so this changes nothing for other processes. There
 * is no public name for it; without it, writing merely waits again.
 */
export function neverBlock(stream: NodeJS.WriteStream): void {
  const { _handle: handle } = stream as unknown as { _handle?: { setBlocking?: (on: boolean) => unknown } };
  if (stream.isTTY) handle?.setBlocking?.(false);
}
