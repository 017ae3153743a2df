import { useEffect, useRef, type JSX } from 'react';
import { placementKey } from '../../../shared/model/house.ts';
import { PlanSheet } from '../../sheets/PlanSheet.tsx';
import { RollbackSheet } from '../../sheets/RollbackSheet.tsx';
import { useBoard, useBoardState, type Board } from './board-context.ts';
import type { BoardSheet } from './board-state.ts';

/** The sheet beside the board, and the lane that it is about in sight. */
export function BoardSheets(): JSX.Element | null {
  const board = useBoard();
  const sheet = useBoardState((state) => state.sheet);
  const begun = useRef<string>(undefined);
  useEffect(() => {
    if (sheet !== undefined) {
      showLane(sheet);
      return;
    }
    // The sheet is gone, and has given the focus back: now it can go on to where something happens.
    const stop = begun.current;
    begun.current = undefined;
    if (stop === undefined) return;
    board.wanted.want(stop);
    board.state.setState({ current: stop });
  }, [board, sheet]);
  if (sheet === undefined) return null;
  const close = (): void => board.state.setState({ sheet: undefined });
  const follow = (): void => {
    begun.current = firstCardOf(board, sheet);
  };
  if (sheet.kind === 'plan') return <PlanSheet intent={sheet.intent} onClose={close} onBegun={follow} />;
  const { app, environment, host } = sheet;
  return <RollbackSheet app={app} environment={environment} host={host} onClose={close} onBegun={follow} />;
}

/** The sheet takes room from the board: the lane that it is about must not be what is lost. */
function showLane(sheet: BoardSheet): void {
  const { environment } = sheet.kind === 'plan' ? sheet.intent : sheet;
  document
    .querySelector(`[data-lane="${CSS.escape(environment)}"]`)
    ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** The card that is deployed to, on the first host: what happens there is where the focus goes next. */
function firstCardOf({ house }: Board, sheet: BoardSheet): string | undefined {
  const { app, environment } = sheet.kind === 'plan' ? sheet.intent : sheet;
  const host = house.getState().lanes.find(({ name }) => name === environment)?.hosts[0];
  return host === undefined ? undefined : placementKey({ app, environment, host });
}
