import type { DoctorFinding, DoctorReport } from '../core.ts';
import { isStale } from '../deployments/stale-lock.ts';
import { newestGoodBackup } from '../history/backup-folder.ts';
import { waysBack } from '../history/offer-way-back.ts';
import { toFailure } from '../runtime/failure.ts';
import type { DoctorDeps } from './doctor-deps.ts';
import type { DoctorOptions } from './doctor-options.ts';
import { examineDataFolder } from './examine-data-folder.ts';
import { examineHost } from './examine-host.ts';
import { examineLeftovers } from './examine-leftovers.ts';
import { takeOverLocks, type AskTakeOver } from './take-over-locks.ts';

/**
 * Looks at everything that a deployment needs and at what earlier ones left. Never rejects for what it finds. With `fix`,
 * recovers what can be recovered, gives up locks of processes that are gone, and takes over those of other machines whose time is over
 * or of which `takeOver` says so.
 */
export function createDoctor(deps: DoctorDeps): (options?: DoctorOptions) => Promise<DoctorReport> {
  return async (options = {}) => {
    const fixes = options.fix === true ? await fix(deps, options.takeOver ?? askNobody) : [];
    const hosts = deps.stores.hosts.list();
    const findings: DoctorFinding[] = [
      ...deps.warnings.map((what): DoctorFinding => ({ level: 'warning', what })),
      ...(await examineDataFolder(deps.paths.folder, { fix: options.fix === true })),
      ...examineDatabase(deps),
      ...(hosts.length > 0 ? [] : [NO_HOST]),
      ...(await Promise.all(hosts.map((host) => examineHost(deps, host)))).flat(),
      ...fixes,
      ...examineLeftovers(deps),
    ];
    const ok = findings.every((finding) => finding.level !== 'problem');
    return { ok, findings, settings: deps.origins };
  };
}

const NO_HOST: DoctorFinding = {
  level: 'warning',
  what: 'No engine is registered yet.',
  wayOut:
    'The first `twinberth app add DIR` registers the local one; `twinberth host add NAME ENDPOINT` any other.',
};

function examineDatabase(deps: DoctorDeps): readonly DoctorFinding[] {
  try {
    const damage = deps.stores.checkIntegrity();
    if (damage.length === 0) return [{ level: 'ok', what: 'The history is whole.' }];
    const wayOut = waysBack(newestGoodBackup(deps.paths.backups));
    return damage.map((what) => ({
      level: 'problem',
      what: `The history is damaged: ${what}`,
      wayOut,
    }));
  } catch (error) {
    return [{ level: 'problem', what: toFailure(error).message }];
  }
}

/** Without anybody to ask, only locks whose time is over are taken over. */
const askNobody = (): Promise<boolean> => Promise.resolve(false);

async function fix(deps: DoctorDeps, ask: AskTakeOver): Promise<readonly DoctorFinding[]> {
  const findings = [...(await recover(deps))];
  const takenOver = await takeOverLocks(deps, ask);
  findings.push(...takenOver);
  // What was taken over in the middle of its bake is judged at once.
  if (takenOver.length > 0) findings.push(...(await recover(deps)));
  for (const lock of deps.stores.locks.list()) {
    if (!isStale(deps, lock)) continue;
    deps.stores.locks.release(lock.token);
    findings.push({
      level: 'ok',
      what: `Gave up the lock of ${lock.app} in ${lock.environment} (${lock.purpose}): process ${lock.pid} is gone.`,
      fixed: true,
    });
  }
  return findings;
}

async function recover(deps: DoctorDeps): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  try {
    for (const { app, environment, text, what } of await deps.recover()) {
      const waiting = what === 'waiting';
      findings.push({
        level: waiting ? 'warning' : 'ok',
        what: `${app} in ${environment}: ${text}`,
        ...(waiting ? {} : { fixed: true }),
      });
    }
  } catch (error) {
    findings.push({ level: 'problem', what: `Recovery did not get through: ${toFailure(error).message}` });
  }
  return findings;
}
