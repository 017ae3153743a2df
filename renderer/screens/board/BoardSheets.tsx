import { useEffect, type JSX } from 'react';
import { placementKey } from '../../../shared/model/house.ts';
import { PlanSheet } from '../../sheets/PlanSheet.tsx';
import { RollbackSheet } from '../../sheets/RollbackSheet.tsx';
import { useBoard, useBoardState, type Board } from './board-context.ts';
import type { BoardSheet } from './board-state.ts';

/** The sheet beside the board, and the lane that it is about in sight. */
export function BoardSheets(): JSX.Element | null {
  const board = useBoard();
  const sheet = useBoardState((state) => state.sheet);
  useEffect(() => {
    if (sheet !== undefined) showLane(sheet);
  }, [sheet]);
  if (sheet === undefined) return null;
  const close = (): void => board.state.setState({ sheet: undefined });
  const begun = (): void => followDeployment(board, sheet);
  if (sheet.kind === 'plan') return <PlanSheet intent={sheet.intent} onClose={close} onBegun={begun} />;
  const { app, environment, host } = sheet;
  return <RollbackSheet app={app} environment={environment} host={host} onClose={close} onBegun={begun} />;
}

/** The sheet takes room from the board: the lane that it is about must not be what is lost. */
function showLane(sheet: BoardSheet): void {
  const { environment } = sheet.kind === 'plan' ? sheet.intent : sheet;
  document
    .querySelector(`[data-lane="${CSS.escape(environment)}"]`)
    ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** The card that is deployed to becomes the current one, so that what happens is where the focus goes next. */
function followDeployment({ state, house }: Board, sheet: BoardSheet): void {
  const { app, environment } = sheet.kind === 'plan' ? sheet.intent : sheet;
  const host = house.getState().lanes.find(({ name }) => name === environment)?.hosts[0];
  if (host !== undefined) state.setState({ current: placementKey({ app, environment, host }) });
}
