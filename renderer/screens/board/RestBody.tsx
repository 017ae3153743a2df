import type { JSX } from 'react';
import { isTrouble } from '../../../shared/model/health-views.ts';
import type { HostView, PlacementView } from '../../../shared/model/house.ts';
import { sourceWord } from '../../sheets/describe-source.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useBoard } from './board-context.ts';
import { CardBerths } from './CardBerths.tsx';
import { CardTraffic } from './CardTraffic.tsx';
import { healthWords } from './health-words.ts';
import { OpenButton } from './OpenButton.tsx';
import styles from './RestBody.module.css';
import { shownBerth } from './shown-berth.ts';

export interface RestBodyProps {
  readonly placement: PlacementView;
  /** Its host, when that does not answer. */
  readonly away: HostView | undefined;
  readonly tabIndex: 0 | -1;
}

/** A placement that nobody deploys to: berths, health, and the way back when it fails. */
export function RestBody({ placement, away, tabIndex }: RestBodyProps): JSX.Element {
  const { active, blue, green, health, problem } = placement;
  const failing = away === undefined && isTrouble(health);
  return (
    <>
      <CardBerths active={active} blue={shownBerth(blue)} green={shownBerth(green)} />
      {failing ? (
        <Failing placement={placement} tabIndex={tabIndex} />
      ) : (
        <div className={styles.state}>
          {away === undefined ? <Health placement={placement} /> : <Away host={away} />}
          {away === undefined && (
            <span className={styles.end}>
              <CardTraffic placementKey={placement.key} />
              {placement.url !== undefined && (
                <OpenButton placementKey={placement.key} url={placement.url} tabIndex={tabIndex} />
              )}
            </span>
          )}
        </div>
      )}
      {failing && problem !== undefined && (
        <p className={styles.problem} title={problem}>
          {problem}
        </p>
      )}
    </>
  );
}

function Health({ placement }: { readonly placement: PlacementView }): JSX.Element {
  const { health, healthSince, singleWriter, problem } = placement;
  return (
    <span className={styles.health} title={problem}>
      <Icon name={health === 'well' ? 'check' : 'info'} size={12} />
      <span>
        {healthWords(placement)}
        {health !== 'well' && (
          <>
            {' '}
            for <RelativeTime at={healthSince} />
          </>
        )}
        {singleWriter === true && ' · single writer'}
      </span>
    </span>
  );
}

function Away({ host }: { readonly host: HostView }): JSX.Element {
  return (
    <span className={styles.awayHost} title={host.problem?.message}>
      <Icon name="triangle" size={11} />
      <span>
        {host.name} away <RelativeTime at={host.since} />, as it last was
      </span>
    </span>
  );
}

function Failing({
  placement,
  tabIndex,
}: {
  readonly placement: PlacementView;
  readonly tabIndex: 0 | -1;
}): JSX.Element {
  const { state } = useBoard();
  const { app, environment, host, health, healthSince, back } = placement;
  return (
    <div className={styles.state}>
      <Mark tone={health === 'degraded' ? 'warn' : 'bad'}>
        {healthWords(placement)} <RelativeTime at={healthSince} />
      </Mark>
      {back !== undefined && (
        <button
          type="button"
          className={styles.back}
          tabIndex={tabIndex}
          onClick={() => state.setState({ sheet: { kind: 'rollback', app, environment, host } })}
        >
          <Icon name="undo" size={12} />
          back to v{back.version}, {sourceWord(back.source)}
        </button>
      )}
    </div>
  );
}
