import type { Moored } from '../../../shared/model/berth.ts';
import { otherColour, type Colour } from '../../../shared/model/colour.ts';
import type { FoundGate } from './read-gate.ts';
import type { ReplicaRecord } from './replica-record.ts';
import type { FoundColour, FoundPlacement } from './survey-engine.ts';

/** What a placement is, as far as its containers and its gate tell. */
export interface JudgedPlacement {
  readonly placement: FoundPlacement;
  readonly slot: number;
  readonly serving?: JudgedColour;
  readonly standby?: JudgedColour;
  /** It was rolled back: nothing automatic may promote into it. */
  readonly held: boolean;
  readonly notes: readonly string[];
}

export interface JudgedColour {
  readonly colour: Colour;
  readonly deployment: string;
  readonly record?: ReplicaRecord;
  readonly state: 'live' | 'superseded' | 'rolled-back';
  readonly moored: Moored['state'];
}

/** Recorded by labels + read from the gate = what serves, what stands by, and what is nobody's. Pure. */
export function judgePlacement(placement: FoundPlacement, gate: FoundGate, slot: number): JudgedPlacement {
  const notes = gate.note === undefined ? [] : [gate.note];
  const active = gate.gate === 'none' ? undefined : gate.gate;
  const there = active === undefined ? undefined : placement.colours[active];
  if (active === undefined || there === undefined) {
    notes.push(
      active === undefined
        ? 'its gate leads nowhere: nothing was ever good there'
        : `its gate leads to ${active}, whose containers are gone`,
    );
    return { placement, slot, held: false, notes };
  }
  const serving: JudgedColour = {
    colour: active,
    deployment: there.deployment,
    state: 'live',
    moored: 'serving',
    ...withRecord(there),
  };
  const standby = judgeStandby(placement, there, otherColour(active), notes);
  return {
    placement,
    slot,
    serving,
    ...(standby === undefined ? {} : { standby }),
    held: standby?.state === 'rolled-back',
    notes,
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
