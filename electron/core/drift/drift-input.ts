import type { VariableValue } from '../../../shared/model/app-config.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { ContainerSpec } from '../engine/container-spec.ts';
import type { FileChanges } from '../engine/container-setup.ts';
import type { ThingEvent } from '../engine/engine-event.ts';
import type { ContainerSummary, EngineImage } from '../engine/engine.ts';
import type { EdgeView } from '../edge/peek-edge.ts';
import type { PathTest } from '../releases/context/compile-pattern.ts';
import type { SeenContainer } from './found-drift.ts';

/** Everything that a comparison is made from. Nothing is read while comparing. */
export interface DriftInput {
  readonly app: string;
  readonly version: number;
  readonly active: Colour;
  readonly colours: readonly ExpectedColour[];
  readonly edge: ExpectedEdge;
  /** Everything with the labels of this app and environment, also what nobody recorded. */
  readonly containers: readonly SeenPart[];
  readonly edgeView: EdgeView | { readonly problem: string } | undefined;
  readonly tag: { readonly name: string; readonly expected: string; readonly observed: string | undefined };
  readonly events: readonly ThingEvent[];
  /** From when on what happened to the edge counts. */
  readonly since: number;
  readonly ignore: PathTest;
}

/** One colour as it was recorded. */
export interface ExpectedColour {
  readonly colour: Colour;
  readonly state: 'serving' | 'warm' | 'stopped';
  /** What a heal has replaced lies there until the next deployment; that it is not in order is why. */
  readonly replaced: boolean;
  readonly version: number;
  readonly deployment: string;
  /** From when on what happened to its containers counts. */
  readonly since: number;
  readonly replicas: readonly ExpectedReplica[];
  readonly variables: Readonly<Record<string, VariableValue>>;
  /** By variable, what its reference gives now; only of those that may be looked up by the way. */
  readonly secrets: ReadonlyMap<string, string>;
}

export interface ExpectedReplica {
  readonly replica: number;
  /** Without variables: they are compared apart. */
  readonly spec: ContainerSpec;
}

export interface ExpectedEdge {
  readonly spec: ContainerSpec;
  readonly specHash: string;
  readonly appPort: number;
  /** The text of its main file as this version writes it. */
  readonly configuration: string;
  /** Where the replicas of the active colour are. */
  readonly servers: readonly { readonly replica: number; readonly address: string }[];
}

/** One container as it was found. */
export interface SeenPart {
  readonly summary: ContainerSummary;
  /** A deployment that this history does not know made it. */
  readonly foreign: boolean;
  /** Absent for what was not looked at more closely, or was gone by then. */
  readonly seen?: SeenContainer;
  readonly changes?: FileChanges | { readonly problem: string };
  /** The image that it was made from, where somebody else may have made it. */
  readonly image?: EngineImage;
}
