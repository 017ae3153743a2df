import { access, constants, stat, statfs } from 'node:fs/promises';
import type { DoctorFinding } from '../core.ts';

/** Under so many free bytes a build log or two can fill the disk. */
const FEW_BYTES = 200 * 1024 * 1024;

/** Whether the data folder can be written, by its owner alone, and has room. */
export async function examineDataFolder(folder: string): Promise<readonly DoctorFinding[]> {
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { mode } = await stat(folder);
    const { bavail, bsize } = await statfs(folder);
    const findings: DoctorFinding[] = [];
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      findings.push({
        level: 'warning',
        what: `${folder} can be entered by others (mode ${(mode & 0o777).toString(8)}).`,
        wayOut: `chmod 700 ${folder}`,
      });
    }
    if (bavail * bsize < FEW_BYTES) {
      findings.push({
        level: 'warning',
        what: `The disk of ${folder} has only ${Math.floor((bavail * bsize) / 1024 ** 2)} MiB left.`,
        wayOut: 'Make room, or set TWINBERTH_HOME to a folder on another disk.',
      });
    }
    return findings.length > 0 ? findings : [{ level: 'ok', what: `${folder} can be written.` }];
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return [
      {
        level: 'problem',
        what: `${folder} cannot be written (${code}).`,
        wayOut: 'Give yourself the right to, or set TWINBERTH_HOME to another folder.',
      },
    ];
  }
}
