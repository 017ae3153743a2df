import type { Moored } from '../../../shared/model/berth.ts';
import { COLOURS, otherColour, type Colour } from '../../../shared/model/colour.ts';
import type { FoundGate } from './read-gate.ts';
import type { ReplicaRecord } from './replica-record.ts';
import type { FoundColour, FoundPlacement } from './survey-engine.ts';

/** What a placement is, as far as its containers and its gate tell. */
export interface JudgedPlacement {
  readonly placement: FoundPlacement;
  readonly slot: number;
  readonly serving?: JudgedColour;
  readonly standby?: JudgedColour;
  /** The containers of a deployment that was cut off before it served. */
  readonly cutOff?: JudgedColour;
  /** What serves was cut off before it was known to be good. */
  readonly unjudged: boolean;
  /** It was rolled back: nothing automatic may promote into it. */
  readonly held: boolean;
  readonly notes: readonly string[];
}

export interface JudgedColour {
  readonly colour: Colour;
  readonly deployment: string;
  readonly record?: ReplicaRecord;
  readonly state: 'live' | 'superseded' | 'rolled-back' | 'running';
  readonly moored: Moored['state'];
}

/**
 * Recorded by labels + read from the gate = what serves, what stands by, and what is nobody's. `left`: the deployment whose
 * holder left the placement's lock behind. Pure.
 */
export function judgePlacement(
  placement: FoundPlacement,
  gate: FoundGate,
  slot: number,
  left?: string,
): JudgedPlacement {
  const notes = gate.note === undefined ? [] : [gate.note];
  const active = gate.gate === 'none' ? undefined : gate.gate;
  const there = active === undefined ? undefined : placement.colours[active];
  if (active === undefined || there === undefined) {
    notes.push(
      active === undefined
        ? 'its gate leads nowhere: nothing was ever good there'
        : `its gate leads to ${active}, whose containers are gone`,
    );
    return { placement, slot, held: false, unjudged: false, notes, ...findCutOff(placement, active, left) };
  }
  const serving: JudgedColour = {
    colour: active,
    deployment: there.deployment,
    state: 'live',
    moored: 'serving',
    ...withRecord(there),
  };
  const cutOff = findCutOff(placement, active, left);
  const standby =
    cutOff === undefined ? judgeStandby(placement, there, otherColour(active), notes) : undefined;
  return {
    placement,
    slot,
    serving,
    ...(standby === undefined ? {} : { standby }),
    ...cutOff,
    unjudged: there.deployment === left,
    held: standby?.state === 'rolled-back',
    notes,
  };
}

function findCutOff(
  { colours }: FoundPlacement,
  active: Colour | undefined,
  left: string | undefined,
): Pick<JudgedPlacement, 'cutOff'> | undefined {
  const colour = COLOURS.find((each) => each !== active && colours[each]?.deployment === left);
  const there = colour && colours[colour];
  if (left === undefined || colour === undefined || there === undefined) return undefined;
  return {
    cutOff: { colour, deployment: left, state: 'running', moored: 'stopped', ...withRecord(there) },
  };
}

function judgeStandby(
  placement: FoundPlacement,
  serving: FoundColour,
  colour: Colour,
  notes: string[],
): JudgedColour | undefined {
  const there = placement.colours[colour];
  if (there === undefined) return undefined;
  if (there.record === undefined) {
    notes.push(`the containers of ${colour} do not say what they were deployed as`);
    return undefined;
  }
  // Containers that were never started belong to a deployment that was cut off: the next one clears them away.
  if (there.replicas.some((replica) => replica.state === 'created')) {
    notes.push(`${colour} holds containers of a deployment that was cut off before it served`);
    return undefined;
  }
  const runs = there.replicas.some((replica) => replica.state === 'running');
  return {
    colour,
    deployment: there.deployment,
    record: there.record,
    state: wasRolledBack(serving.record, there.record) ? 'rolled-back' : 'superseded',
    moored: runs ? 'warm' : 'stopped',
  };
}

/** What is newer than what serves was given up; so was what served before a rollback that made containers of its own. */
function wasRolledBack(serving: ReplicaRecord | undefined, standby: ReplicaRecord): boolean {
  if (serving === undefined) return false;
  return (
    serving.deployment.kind === 'rollback' || standby.deployment.startedAt > serving.deployment.startedAt
  );
}

function withRecord({ record }: FoundColour): { readonly record?: ReplicaRecord } {
  return record === undefined ? {} : { record };
}
