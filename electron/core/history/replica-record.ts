import { z } from 'zod';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Environment } from '../../../shared/model/environment.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { RegisteredApp } from '../db/stores.ts';
import * as shape from './history-shapes.ts';

/** Version of the form of the label; one that is not known is not read. */
const FORM = 1;

/** What a replica's label says of its deployment beside the other labels: enough to write the history anew. */
export interface ReplicaRecord {
  readonly deployment: RecordedDeployment;
  readonly release: Release;
  readonly host: Pick<Host, 'id' | 'name' | 'address'>;
  readonly environment?: Pick<Environment, 'id' | 'position' | 'policy'>;
  /** The folder of the app. */
  readonly directory?: string;
}

export type RecordedDeployment = Pick<
  Deployment,
  | 'id'
  | 'kind'
  | 'startedAt'
  | 'by'
  | 'via'
  | 'message'
  | 'override'
  | 'previous'
  | 'restores'
  | 'from'
  | 'config'
>;

/**
 * The text of the label `dev.twinberth.record`: compact JSON, a few KB. The configuration is the resolved one with
 * references in place of secrets, as the history has it; no value of a secret is known here.
 */
export function describeReplicas(facts: {
  readonly deployment: Deployment;
  readonly release: Release;
  readonly host: Host;
  readonly environment?: Environment;
  readonly app?: RegisteredApp;
}): string {
  const { deployment, release, host, environment, app } = facts;
  const { id, kind, startedAt, by, via, message, override, previous, restores, from, config } = deployment;
  return JSON.stringify({
    form: FORM,
    deployment: { id, kind, startedAt, by, via, message, override, previous, restores, from, config },
    release,
    host: { id: host.id, name: host.name, address: host.address },
    environment: environment && {
      id: environment.id,
      position: environment.position,
      policy: environment.policy,
    },
    directory: app?.directory,
  });
}

/** Undefined for a text that is not such a label, or one that a newer Twinberth wrote in another form. */
export function readReplicaRecord(label: string | undefined): ReplicaRecord | undefined {
  if (label === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(label);
  } catch {
    return undefined;
  }
  return isRecord(value) ? value : undefined;
}

const schema = z.looseObject({
  form: z.literal(FORM),
  deployment: z.looseObject({
    id: shape.id,
    kind: shape.kind,
    startedAt: shape.time,
    by: z.string(),
    via: shape.via,
    message: z.string().optional(),
    override: z.string().optional(),
    previous: shape.id.optional(),
    restores: shape.id.optional(),
    from: z.string().optional(),
    config: shape.placementConfig,
  }),
  release: z.looseObject({
    id: shape.id,
    app: shape.name,
    version: shape.version,
    tag: z.string(),
    identity: z.looseObject({ configDigest: z.string(), layers: shape.layers, platform: z.string() }),
    inputHash: z.string(),
    source: shape.source,
    test: shape.test,
    sizeBytes: z.number(),
    revision: z.string().optional(),
    createdAt: shape.time,
    createdBy: z.string(),
    withdrawnAt: shape.time.optional(),
  }),
  host: z.looseObject({ id: shape.id, name: z.string(), address: z.string() }),
  environment: z.looseObject({ id: shape.id, position: z.number().int(), policy: shape.policy }).optional(),
  directory: z.string().optional(),
});

function isRecord(value: unknown): value is ReplicaRecord {
  return schema.safeParse(value).success;
}
