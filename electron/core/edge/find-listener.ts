import { readdir, readFile, readlink } from 'node:fs/promises';

export interface Listener {
  readonly pid: number;
  /** The program's name as the kernel has it, at most 15 characters. */
  readonly name: string;
}

/**
 * The process of this machine that listens on a TCP port, any address. undefined where it cannot be told: not Linux, another
 * user's process, another network namespace.
 */
export async function findListener(port: number): Promise<Listener | undefined> {
  const sockets = new Set(
    (await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(readOr(''))))
      .flatMap((table) => table.split('\n').slice(1))
      .flatMap((line) => listeningInode(line, port) ?? []),
  );
  if (sockets.size === 0) return undefined;
  const pids = (await readdir('/proc').catch(() => [])).map(Number).filter(Number.isInteger);
  for (const pid of pids) {
    if (await holdsSocket(pid, sockets)) {
      return { pid, name: (await readOr('a process')(`/proc/${pid}/comm`)).trim() };
    }
  }
  return undefined;
}

/** Columns of proc(5): slot, local address (hexadecimal, `ADDRESS:PORT`), remote address, state (0A: listening) … inode is the tenth. */
function listeningInode(line: string, port: number): string | undefined {
  const columns = line.trim().split(/\s+/);
  const local = columns[1]?.split(':')[1];
  return columns[3] === '0A' && local !== undefined && parseInt(local, 16) === port ? columns[9] : undefined;
}

async function holdsSocket(pid: number, inodes: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  for (const fd of await readdir(folder).catch(() => [])) {
    const target = await readlink(`${folder}/${fd}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}

function readOr(otherwise: string): (path: string) => Promise<string> {
  return (path) => readFile(path, 'utf8').catch(() => otherwise);
}
