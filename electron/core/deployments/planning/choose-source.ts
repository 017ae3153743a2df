import type { Moored } from '../../../../shared/model/berth.ts';
import type { Source, Strategy } from '../../../../shared/model/plan.ts';

export interface SourceFacts {
  /** The containers that lie in the idle colour were made from the very release and configuration that is to run. */
  readonly same: boolean;
  readonly strategy: Strategy;
  /** What is recorded of the idle colour. */
  readonly recorded: Moored | undefined;
  readonly wanted: number;
  /** What there is in the idle colour. */
  readonly containers: readonly { readonly deployment: string; readonly running: boolean }[];
}

/**
 * How a rollback gets its containers. It takes them as they are: its configuration is the stored one, so what was made from it
 * is right. A deployment resolves variables and secrets anew and therefore always gets fresh containers. Pure.
 */
export function chooseSource({ same, strategy, recorded, wanted, containers }: SourceFacts): Source {
  const complete =
    containers.length === wanted &&
    containers.every((container) => container.deployment === recorded?.deployment);
  if (recorded === undefined || !same || !complete) return 'create';
  const running = containers.every((container) => container.running) && recorded.state === 'warm';
  return running && strategy === 'blue-green' ? 'warm' : 'start';
}
