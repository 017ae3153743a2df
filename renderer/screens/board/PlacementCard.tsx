import { memo, useCallback, type JSX, type KeyboardEvent, type PointerEvent } from 'react';
import { useEnded, useHost, useLive, usePlacement } from '../../store/use-house.ts';
import { joinClasses } from '../../ui/join-classes.ts';
import { askPromotions } from './ask-promotions.ts';
import { useBoard, useBoardState } from './board-context.ts';
import { CardHead } from './CardHead.tsx';
import { cardLabel } from './card-label.ts';
import { cardTone } from './card-tone.ts';
import { dragWithPointer } from './drag-with-pointer.ts';
import { EndedBody } from './EndedBody.tsx';
import { LiveBody } from './LiveBody.tsx';
import { pickUp } from './move-card.ts';
import styles from './PlacementCard.module.css';
import { isAbout } from './sheet-subject.ts';
import { RestBody } from './RestBody.tsx';
import { usePrefetch } from './use-prefetch.ts';
import { useStop } from './use-stop.ts';

export interface PlacementCardProps {
  readonly placementKey: string;
  /** The lane has several hosts: the card says on which it is. */
  readonly named: boolean;
}

/**
 * A placement on one host: what it runs and how that is. While it is being deployed to, the card is that deployment, and
 * afterwards its receipt, until it is put away.
 */
export const PlacementCard = memo(function PlacementCard({
  placementKey: key,
  named,
}: PlacementCardProps): JSX.Element {
  const board = useBoard();
  const placement = usePlacement(key);
  const live = useLive(key);
  const ended = useEnded(key);
  const host = useHost(key.slice(key.lastIndexOf('/') + 1));
  const { ref, tabIndex, attend } = useStop<HTMLDivElement>(key);
  const picked = useBoardState((state) => state.picked?.key === key);
  const about = useBoardState((state) => isAbout(state.sheet, key));
  const away = host?.state === 'away' ? host : undefined;
  const prefetch = usePrefetch(placement);

  const onPointerDown = useCallback(
    (event: PointerEvent<HTMLElement>): void => {
      const scroller = event.currentTarget.closest<HTMLElement>('[data-board]');
      if (event.button !== 0 || !event.isPrimary || isControl(event) || scroller === null) return;
      event.currentTarget.focus({ preventScroll: true });
      dragWithPointer(board, key, event.currentTarget, event.nativeEvent, scroller);
    },
    [board, key],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || board.state.getState().picked !== undefined) return;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click();
    }
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) pickUp(board, key, 'keyboard');
  };
  return (
    <div
      ref={ref}
      tabIndex={tabIndex}
      className={joinClasses(
        styles.card,
        styles[cardTone(placement, live, ended)],
        (picked || about === 'source') && styles.picked,
        about === 'target' && styles.target,
        away !== undefined && styles.away,
      )}
      role="group"
      aria-roledescription="card"
      aria-label={cardLabel(key, placement, live, away)}
      data-card={key}
      onPointerDown={onPointerDown}
      onPointerEnter={prefetch}
      onFocus={() => {
        attend();
        if (placement?.version !== undefined) askPromotions(board, placement.app, placement.environment);
      }}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        if (isControl(event)) return;
        event.preventDefault();
        event.currentTarget.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click();
      }}
    >
      <CardHead placementKey={key} placement={placement} live={live} named={named} tabIndex={tabIndex} />
      {live !== undefined ? (
        <LiveBody live={live} placement={placement} />
      ) : ended !== undefined ? (
        <EndedBody ended={ended} placement={placement} tabIndex={tabIndex} />
      ) : (
        placement !== undefined && <RestBody placement={placement} away={away} tabIndex={tabIndex} />
      )}
    </div>
  );
});

/** Pressing a button of a card is no drag of it. */
function isControl({ target, currentTarget }: { target: EventTarget; currentTarget: EventTarget }): boolean {
  const control = (target as Element).closest('button, a, input, select, [popover]');
  return control !== null && (currentTarget as Element).contains(control);
}
