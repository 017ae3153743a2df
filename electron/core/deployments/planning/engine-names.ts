import type { Colour } from '../../../../shared/model/colour.ts';
import { LABEL, LABEL_VERSION } from '../../engine/labels.ts';

/** Names are for people; code finds things by label. */
export function replicaName(app: string, environment: string, colour: Colour, replica: number): string {
  return `twinberth-${app}-${environment}-${colour}-${replica}`;
}

export function lockName(app: string, environment: string): string {
  return `twinberth-${app}-${environment}-lock`;
}

export function networkName(environment: string): string {
  return `twinberth-${environment}`;
}

export function volumeName(app: string, environment: string, volume: string): string {
  return `twinberth-${app}-${environment}-${volume}`;
}

/** The labels that everything of ours carries. */
export function ownLabels(facts: {
  readonly owner: string;
  readonly role: string;
  readonly host: string;
  readonly environment: string;
  readonly app?: string;
  readonly run?: string;
}): Record<string, string> {
  return {
    [LABEL.version]: LABEL_VERSION,
    [LABEL.owner]: facts.owner,
    [LABEL.role]: facts.role,
    [LABEL.host]: facts.host,
    [LABEL.env]: facts.environment,
    ...(facts.app === undefined ? {} : { [LABEL.app]: facts.app }),
    ...(facts.run === undefined ? {} : { [LABEL.run]: facts.run }),
  };
}
