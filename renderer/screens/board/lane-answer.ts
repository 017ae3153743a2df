import type { HostView, LaneView } from '../../../shared/model/house.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';
import type { Picked, Verdicts } from './board-state.ts';

/**
 * What a lane says to the card that is being moved.
 * own      it is there already
 * asking   the core has not answered yet
 * takes    a drop shows the plan
 * override the policy says no, and a reason can go against it: a drop shows the plan
 * refuses  a drop does nothing
 */
export type LaneAnswer =
  | { readonly kind: 'own' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'takes'; readonly version: number | undefined }
  | { readonly kind: 'override'; readonly why: readonly string[]; readonly soakedAt: number | undefined }
  | { readonly kind: 'refuses'; readonly why: readonly string[] };

export function answerOfLane(
  lane: LaneView,
  picked: Picked,
  verdicts: Verdicts | undefined,
  hosts: readonly HostView[],
): LaneAnswer {
  if (lane.name === picked.from) return { kind: 'own' };
  const away = hosts.filter(({ name, state }) => state === 'away' && lane.hosts.includes(name));
  if (away.length > 0) return { kind: 'refuses', why: away.map(sayAway) };
  if (verdicts?.lanes === undefined)
    return verdicts?.problem === undefined
      ? { kind: 'asking' }
      : { kind: 'refuses', why: [verdicts.problem.message] };
  const verdict = verdicts.lanes.find(({ environment }) => environment === lane.name);
  if (verdict === undefined) return { kind: 'refuses', why: [`${picked.app} has no place in ${lane.name}.`] };
  const why = verdict.refusals.map(({ message }) => message);
  if (verdict.takes) return { kind: 'takes', version: verdict.version };
  if (verdict.overridable) return { kind: 'override', why, soakedAt: verdict.soakedAt };
  return {
    kind: 'refuses',
    why: why.length > 0 ? why : [`${lane.name} has v${verdict.version ?? picked.version} already.`],
  };
}

function sayAway({ name, problem }: HostView): string {
  return problem?.message ?? `${name} does not answer.`;
}

/** For the ear, and for a message: `prod takes it: v15 instead of v13.` */
export function speakAnswer(lane: string, { version }: Picked, answer: LaneAnswer): string {
  switch (answer.kind) {
    case 'own':
      return `${lane}, where it is.`;
    case 'asking':
      return `${lane}: being asked whether it takes v${version}.`;
    case 'takes':
      return answer.version === undefined
        ? `${lane} takes it: v${version} is its first there.`
        : `${lane} takes it: v${version} instead of v${answer.version}.`;
    case 'override':
      return `${lane} does not take it without a reason. ${answer.why.join(' ')}`;
    case 'refuses':
      return `${lane} does not take it. ${answer.why.join(' ')}`;
    default:
      return assertNever(answer);
  }
}
