import { useState, type JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { navigate } from '../../app/navigate.ts';
import { useAddressQuery } from '../../app/use-address-query.ts';
import { formatCount } from '../../format/format-count.ts';
import { RollbackSheet } from '../../sheets/RollbackSheet.tsx';
import { useHouse } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { PlacementView } from '../../../shared/model/house.ts';
import { HealthTimeline } from './HealthTimeline.tsx';
import { PlacementTraffic } from './PlacementTraffic.tsx';
import { TrafficTable } from './TrafficTable.tsx';
import { usePlacements } from './use-placements.ts';
import { WrongNow } from './WrongNow.tsx';
import styles from './HealthScreen.module.css';

/** What is wrong, what was, and how quickly and how well everything answers. */
export function HealthScreen(): JSX.Element {
  const { deployed, wrong } = usePlacements();
  const known = useHouse((state) => state.link.state !== 'connecting');
  const [query, setQuery] = useAddressQuery();
  const [goingBack, setGoingBack] = useState<PlacementView>();
  const chosen = deployed.find(({ key }) => key === query.get('placement')) ?? wrong[0] ?? deployed[0];

  return (
    <Screen title="Health" sub={summarize(deployed.length, wrong.length)}>
      {chosen === undefined ? (
        known && <NothingDeployed />
      ) : (
        <div className={styles.parts}>
          <WrongNow wrong={wrong} deployed={deployed.length} onRollBack={setGoingBack} />
          <TrafficTable
            placements={deployed}
            chosen={chosen.key}
            onChoose={({ key }) => setQuery(new URLSearchParams({ placement: key }))}
          />
          <PlacementTraffic key={chosen.key} placement={chosen} />
          <HealthTimeline placements={deployed} />
        </div>
      )}
      {goingBack !== undefined && (
        <RollbackSheet
          app={goingBack.app}
          environment={goingBack.environment}
          host={goingBack.host}
          onClose={() => setGoingBack(undefined)}
        />
      )}
    </Screen>
  );
}

function summarize(deployed: number, wrong: number): string {
  if (deployed === 0) return '';
  return wrong === 0 ? `${formatCount(deployed, 'placement')}, all well` : `${wrong} of ${deployed} not well`;
}

function NothingDeployed(): JSX.Element {
  return (
    <EmptyState
      title="Nothing runs yet"
      icon="pulse"
      action={<Button onClick={() => navigate({ name: 'board' })}>Go to the board</Button>}
    >
      As soon as a release is deployed, its health, its requests and its errors are shown here.
    </EmptyState>
  );
}
