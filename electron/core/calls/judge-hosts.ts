import type { LaneVerdict } from '../../../shared/model/deployment-views.ts';
import type { HouseSnapshot } from '../../../shared/model/house.ts';

/** A lane whose first host is known not to answer takes nothing: its plan could not be made. */
export function judgeHosts(
  verdicts: readonly LaneVerdict[],
  { hosts, lanes }: Pick<HouseSnapshot, 'hosts' | 'lanes'>,
): readonly LaneVerdict[] {
  return verdicts.map((verdict) => {
    const name = lanes.find((lane) => lane.name === verdict.environment)?.hosts[0];
    const away = hosts.find((host) => host.name === name && host.state === 'away');
    if (away === undefined) return verdict;
    const message = `${away.name} does not answer${away.problem === undefined ? '' : `: ${away.problem.message}`}`;
    return {
      ...verdict,
      takes: false,
      overridable: false,
      refusals: [{ kind: 'impossible' as const, code: 'other' as const, message }, ...verdict.refusals],
    };
  });
}
