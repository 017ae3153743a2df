import { memo, type JSX } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { useBoard } from './board-context.ts';
import { openPlacement } from './open-placement.ts';
import styles from './OpenButton.module.css';

/** Opens what a placement serves. */
export const OpenButton = memo(function OpenButton({
  placementKey,
  url,
  tabIndex,
}: {
  readonly placementKey: string;
  readonly url: string;
  readonly tabIndex: 0 | -1;
}): JSX.Element {
  const { bridge, house } = useBoard();
  const open = (): void => {
    const placement = house.getState().placements[placementKey];
    if (placement !== undefined) openPlacement(bridge, placement);
  };
  return (
    <span className={styles.open}>
      <IconButton icon="external" size="small" label={`Open ${url}`} tabIndex={tabIndex} onClick={open} />
    </span>
  );
});
