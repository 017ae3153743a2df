import { useEffect, useState, type JSX } from 'react';
import { navigate } from '../../app/navigate.ts';
import { Screen } from '../../app/Screen.tsx';
import { formatCount } from '../../format/format-count.ts';
import { useBridge, useHouse, useHouseStore } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { BoardContext, createWantedStop, type Board } from './board-context.ts';
import { createBoardState } from './board-state.ts';
import { BoardGrid } from './BoardGrid.tsx';
import { BoardSheets } from './BoardSheets.tsx';
import { DragGhost } from './DragGhost.tsx';
import { watchPicked } from './watch-picked.ts';

/** What runs where, and the place from which it is taken to the next lane. */
export function BoardScreen(): JSX.Element {
  const bridge = useBridge();
  const house = useHouseStore();
  const [board] = useState<Board>(() => ({
    state: createBoardState(),
    house,
    bridge,
    pointer: { x: 0, y: 0, holdX: 0, holdY: 0, width: 0, zoom: 1 },
    wanted: createWantedStop(),
  }));
  useEffect(() => watchPicked(board), [board]);
  const apps = useHouse((state) => state.apps.length);
  const lanes = useHouse((state) => state.lanes.length);
  const known = useHouse((state) => state.link.state !== 'connecting');
  const empty = known && (apps === 0 || lanes === 0);
  return (
    <BoardContext value={board}>
      <Screen
        title="Board"
        sub={apps > 0 && `${formatCount(apps, 'app')}, ${formatCount(lanes, 'environment')}`}
        fills={!empty}
        actions={<Button onClick={() => navigate({ name: 'onboarding' })}>Add app</Button>}
      >
        {empty ? <NothingYet /> : <BoardGrid />}
      </Screen>
      <BoardSheets />
      <DragGhost />
    </BoardContext>
  );
}

function NothingYet(): JSX.Element {
  return (
    <EmptyState
      title="Nothing moored yet"
      icon="box"
      action={
        <Button variant="primary" onClick={() => navigate({ name: 'onboarding' })}>
          Add the first app
        </Button>
      }
    >
      Pick the folder of an app. Twinberth reads its Dockerfile, proposes a twinberth.yaml and shows it before
      it writes anything.
    </EmptyState>
  );
}
