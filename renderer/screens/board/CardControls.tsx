import { memo, type JSX } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { useBoard } from './board-context.ts';
import styles from './CardControls.module.css';
import { CardMenu } from './CardMenu.tsx';

export interface CardControlsProps {
  readonly placementKey: string;
  readonly app: string;
  readonly environment: string;
  readonly host: string;
  /** The version that a rollback leads to. */
  readonly back: number | undefined;
  readonly tabIndex: 0 | -1;
}

/** What can be done with a placement. It takes but what it needs, so that it is not drawn again with each probe. */
export const CardControls = memo(function CardControls({
  placementKey,
  app,
  environment,
  host,
  back,
  tabIndex,
}: CardControlsProps): JSX.Element {
  const { state } = useBoard();
  return (
    <span className={styles.controls}>
      {back !== undefined && (
        <IconButton
          icon="undo"
          size="small"
          label={`Roll back to v${back}`}
          tabIndex={tabIndex}
          onClick={() => state.setState({ sheet: { kind: 'rollback', app, environment, host } })}
        />
      )}
      <CardMenu app={app} environment={environment} placementKey={placementKey} tabIndex={tabIndex} />
    </span>
  );
});
