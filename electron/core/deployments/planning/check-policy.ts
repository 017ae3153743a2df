import type { Environment } from '../../../../shared/model/environment.ts';
import type { PlanRefusal } from '../../../../shared/model/plan.ts';
import type { Release } from '../../../../shared/model/release.ts';

/** What a policy is judged by. Times in milliseconds. */
export interface PolicyFacts {
  readonly environment: Environment;
  readonly release: Release;
  readonly now: number;
  /** The environment before this one, if any, and since when the release has been live there. */
  readonly upstream?: { readonly name: string; readonly liveSince?: number };
  readonly approved: boolean;
}

/** Why the environment does not take the release; empty when it does. Each can be overridden with a reason. */
export function checkPolicy(facts: PolicyFacts): readonly PlanRefusal[] {
  return [...checkTested(facts), ...checkSoak(facts), ...checkApproval(facts)];
}

function checkTested({ environment, release }: PolicyFacts): PlanRefusal[] {
  if (!environment.policy.tested || release.test.state === 'passed') return [];
  const found = release.test.state === 'untested' ? 'has not been tested' : 'failed its test';
  return [
    refusal(
      'tested',
      `${environment.name} takes only tested releases, and ${release.tag} ${found}. Give the app a \`test\` section and build it again.`,
    ),
  ];
}

function checkSoak({ environment, release, upstream, now }: PolicyFacts): PlanRefusal[] {
  const wanted = environment.policy.soakMs;
  if (wanted === 0) return [];
  if (upstream === undefined) return [];
  if (upstream.liveSince === undefined) {
    return [
      refusal(
        'soak',
        `${environment.name} takes a release after ${formatMs(wanted)} in ${upstream.name}, and ${release.tag} is not live there. Deploy it to ${upstream.name} first.`,
      ),
    ];
  }
  // A clock that was set back makes the time negative: nothing has been proven then, the whole soak is left.
  const soaked = Math.max(0, now - upstream.liveSince);
  if (soaked >= wanted) return [];
  return [
    refusal(
      'soak',
      `${environment.name} takes a release after ${formatMs(wanted)} in ${upstream.name}; ${release.tag} has ${formatMs(wanted - soaked)} left.`,
    ),
  ];
}

function checkApproval({ environment, release, approved }: PolicyFacts): PlanRefusal[] {
  if (!environment.policy.approval || approved) return [];
  return [
    refusal(
      'approval',
      `${environment.name} waits for an approval of ${release.tag}: \`twinberth approve ${release.app} ${environment.name} v${release.version}\`.`,
    ),
  ];
}

function refusal(code: PlanRefusal['code'], message: string): PlanRefusal {
  return { kind: 'policy', code, message };
}

function formatMs(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
