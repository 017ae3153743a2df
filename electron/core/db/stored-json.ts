import { z } from 'zod';

import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { Endpoint } from '../../../shared/model/host.ts';
import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { PromotionPolicy } from '../../../shared/model/environment.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { ReleaseSource, TestResult } from '../../../shared/model/release.ts';
import type { FoldedStep } from './folded-step.ts';
import { damaged } from './sqlite-failure.ts';

/** Tells whether a value read from a JSON column is what was written. */
export interface StoredShape<T> {
  matches(value: unknown): value is T;
}

/** Where a JSON text was read, for the message about a damaged row. */
export interface StoredAt {
  readonly path: string;
  readonly table: string;
  readonly id: string;
}

/** Throws `history.damaged` that names table and row. */
export function readJson<T>(text: string, shape: StoredShape<T>, at: StoredAt): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged(at.path, `row ${at.id} of table ${at.table} is not JSON`);
  }
  if (shape.matches(value)) return value;
  throw damaged(at.path, `row ${at.id} of table ${at.table} does not have the expected content`);
}

export function readOptionalJson<T>(text: string | null, shape: StoredShape<T>, at: StoredAt): T | undefined {
  return text === null ? undefined : readJson(text, shape, at);
}

/** For lists: well-formed and an object, no more. */
export function anyObject<T extends object>(): StoredShape<T> {
  return { matches: (value): value is T => typeof value === 'object' && value !== null };
}

/** Asks for what the code relies upon; whatever else an object has stays in it. */
function shape<T>(schema: z.ZodType): StoredShape<T> {
  return { matches: (value): value is T => schema.safeParse(value).success };
}

const texts = z.array(z.string());

export const errorReply = shape<ErrorReply>(
  z.looseObject({ code: z.string(), message: z.string(), details: z.looseObject({}) }),
);

export const endpoint = shape<Endpoint>(
  z.union([
    z.looseObject({ kind: z.enum(['unix', 'npipe']), path: z.string() }),
    z.looseObject({ kind: z.literal('tcp'), host: z.string(), port: z.number() }),
  ]),
);

export const promotionPolicy = shape<PromotionPolicy>(
  z.looseObject({ tested: z.boolean(), soakMs: z.number(), approval: z.boolean() }),
);

export const layerList = shape<readonly string[]>(texts);

export const releaseSource = shape<ReleaseSource>(
  z.union([
    z.looseObject({ kind: z.literal('build'), context: z.string(), dockerfile: z.string() }),
    z.looseObject({ kind: z.literal('image'), reference: z.string() }),
  ]),
);

export const testResult = shape<TestResult>(
  z.union([
    z.looseObject({ state: z.literal('untested') }),
    z.looseObject({ state: z.enum(['passed', 'failed']), durationMs: z.number(), command: texts }),
  ]),
);

export const placementConfig = shape<PlacementConfig>(
  z.looseObject({
    mode: z.enum(['http', 'tcp']),
    replicas: z.number(),
    health: z.looseObject({ intervalMs: z.number(), deadlineMs: z.number() }),
    environment: z.looseObject({}),
    volumes: z.array(z.looseObject({ source: z.string(), target: z.string() })),
    edge: z.looseObject({ image: z.string() }),
  }),
);

export const plan = shape<Plan>(
  z.looseObject({ kind: z.string(), app: z.string(), steps: z.array(z.looseObject({ name: z.string() })) }),
);

export const foldedSteps = shape<readonly FoldedStep[]>(
  z.array(
    z.tuple([z.number(), z.string(), z.string(), z.number(), z.number().nullable(), z.string().nullable()]),
  ),
);

export const receipt = shape<Receipt>(
  z.looseObject({ probes: z.number(), failures: z.number(), switchMs: z.number() }),
);

export const replicaLines = shape<{
  readonly logLines: readonly string[];
  readonly healthLog: readonly string[];
}>(z.looseObject({ logLines: texts, healthLog: texts }));

export const dueData = anyObject<Readonly<Record<string, unknown>>>();
