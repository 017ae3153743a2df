import { access, constants, statfs } from 'node:fs/promises';
import type { DoctorFinding } from '../core.ts';
import { closeToOthers, findOpenToOthers, type OpenToOthers } from './close-to-others.ts';

/** Under so many free bytes a build log or two can fill the disk. */
const FEW_BYTES = 200 * 1024 * 1024;

/** Whether the data folder can be written, by its owner alone, and has room. With `fix`, others are shut out of it. */
export async function examineDataFolder(
  folder: string,
  options: { readonly fix?: boolean } = {},
): Promise<readonly DoctorFinding[]> {
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(folder);
    const findings = [...(await examineModes(folder, options.fix === true))];
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

async function examineModes(folder: string, fix: boolean): Promise<readonly DoctorFinding[]> {
  if (process.platform === 'win32') return [];
  const open = await findOpenToOthers(folder);
  if (open.length === 0) return [];
  const fixed = fix && (await closeToOthers(open));
  return describeOpen(folder, open).map(({ what, wayOut }) =>
    fixed ? { level: 'ok', what, fixed } : { level: 'warning', what, wayOut },
  );
}

function describeOpen(
  folder: string,
  open: readonly OpenToOthers[],
): readonly { readonly what: string; readonly wayOut: string }[] {
  const inside = open.filter(({ path }) => path !== folder);
  const [first] = inside;
  return [
    ...open
      .filter(({ path }) => path === folder)
      .map(({ mode }) => ({
        what: `${folder} can be entered by others (mode ${mode.toString(8)}).`,
        wayOut: `chmod 700 ${folder}, or \`twinberth doctor --fix\``,
      })),
    ...(first === undefined
      ? []
      : [
          {
            what: `${inside.length === 1 ? first.path : `${inside.length} files and folders in ${folder}, ${first.path} for one,`} can be read by others (mode ${first.mode.toString(8)}).`,
            wayOut: `chmod -R go= ${folder}, or \`twinberth doctor --fix\``,
          },
        ]),
  ];
}
