import type { JSX } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { describeEngine } from './describe-engine.ts';
import styles from './EngineNote.module.css';
import type { FoundEngine } from './use-engine-search.ts';
import { goToOnboarding } from './use-onboarding-place.ts';

/** The engine that was found and will be used, unless somebody wants another. */
export function EngineNote({ engine: { endpoint, engine } }: { readonly engine: FoundEngine }): JSX.Element {
  return (
    <p className={styles.note}>
      <Icon name="host" size={14} />
      <span>
        {describeEngine(engine)} answers at <code>{endpoint}</code>. It becomes the host{' '}
        <strong>local</strong>.
      </span>
      <Button size="small" variant="quiet" onClick={() => goToOnboarding({ engine: true })}>
        Use another
      </Button>
    </p>
  );
}
