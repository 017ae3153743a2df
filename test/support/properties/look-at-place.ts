import type { Berth } from '../../../shared/model/berth.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import { COLOURS } from '../../../shared/model/colour.ts';
import { GATE_FILE } from '../../../electron/core/edge/edge-files.ts';
import { backendOf } from '../../../electron/core/edge/gate.ts';
import type { ContainerSummary } from '../../../electron/core/engine/engine.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { PlaceName } from '../model/act.ts';
import type { Run } from './run-state.ts';

export function rowsOf({ ground }: Run, place: PlaceName) {
  const { app, [place]: environment } = ground.place;
  return ground.cores[0].deployments.page({ app, environment }, { limit: 500 }).toReversed();
}

export async function berthOf({ ground }: Run, place: PlaceName): Promise<Berth | undefined> {
  const { app, [place]: environment } = ground.place;
  const status = await ground.cores[0].status(app);
  return status.find((each) => each.environment === environment)?.berth;
}

/** What the engine has of a placement, asked directly. */
export function containersOf({ ground }: Run, place: PlaceName): Promise<readonly ContainerSummary[]> {
  const { app, [place]: environment } = ground.place;
  return ground.shop.engine.containers.list({ [LABEL.app]: app, [LABEL.env]: environment });
}

export function edgeIn(containers: readonly ContainerSummary[]): ContainerSummary | undefined {
  return containers.find(({ labels }) => labels[LABEL.role] === 'edge');
}

export function replicasIn(
  containers: readonly ContainerSummary[],
  colour: Colour | undefined,
): readonly ContainerSummary[] {
  return containers.filter(
    ({ labels }) => labels[LABEL.role] === 'replica' && labels[LABEL.colour] === colour,
  );
}

/** The edge's administration, as somebody would use it who does not know better. */
const ADMIN = 'nc 127.0.0.1 9911';

/** The colours to which the running edge leads now, and to which it would lead after a restart. */
export async function readGates({ ground }: Run, edge: string): Promise<readonly Colour[][]> {
  const script = `echo "show map ${GATE_FILE}" | ${ADMIN}; echo; echo ---; cat ${GATE_FILE}`;
  const { stdout } = await ground.shop.engine.containers.exec(edge, ['sh', '-c', script], {
    user: '0',
    timeoutMs: 10_000,
  });
  return stdout.split('---').map((text) => COLOURS.filter((colour) => text.includes(backendOf(colour))));
}

/** Moves the gate behind everybody's back, in the running edge and in its file. */
export async function moveGate({ ground }: Run, edge: string, colour: Colour): Promise<void> {
  const value = backendOf(colour);
  const script = `echo "set map ${GATE_FILE} active ${value}" | ${ADMIN}; sed -i "s/^active .*/active ${value}/" ${GATE_FILE}`;
  await ground.shop.engine.containers.exec(edge, ['sh', '-c', script], { user: '0', timeoutMs: 10_000 });
}
