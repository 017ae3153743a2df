import { readdir, readFile } from 'node:fs/promises';

export interface TreeMemory {
  /** What the processes hold together; a page that several share counts once, in parts. */
  readonly bytes: number;
  readonly processes: number;
}

/**
 * The memory of a process and of all that it began, on Linux: the proportional set size of smaps_rollup,
 * https://docs.kernel.org/filesystems/proc.html
 */
export async function measureTree(root: number): Promise<TreeMemory> {
  const children = await readChildren();
  let bytes = 0;
  let processes = 0;
  for (const waiting = [root]; waiting.length > 0;) {
    const pid = waiting.pop() ?? 0;
    waiting.push(...(children.get(pid) ?? []));
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
    // It has ended since.
    if (kilobytes === undefined) continue;
    bytes += Number(kilobytes) * 1024;
    processes += 1;
  }
  if (processes === 0) throw new Error(`the memory of process ${root} cannot be read; this needs Linux`);
  return { bytes, processes };
}

async function readChildren(): Promise<ReadonlyMap<number, readonly number[]>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const children = new Map<number, number[]>();
  for (const pid of pids) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const parent = Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  return children;
}
