import type { JSX } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './OnboardingSteps.module.css';

export type OnboardingStep = 'engine' | 'folder' | 'file' | 'release';

const STEPS: readonly { readonly key: OnboardingStep; readonly name: string }[] = [
  { key: 'engine', name: 'Engine' },
  { key: 'folder', name: 'Folder' },
  { key: 'file', name: 'twinberth.yaml' },
  { key: 'release', name: 'First release' },
];

/** Where one is on the way, and what is still to come. */
export function OnboardingSteps({ step }: { readonly step: OnboardingStep }): JSX.Element {
  const at = STEPS.findIndex(({ key }) => key === step);
  return (
    <ol className={styles.steps} aria-label="Steps">
      {STEPS.map(({ key, name }, place) => (
        <li
          key={key}
          className={joinClasses(styles.step, place === at && styles.now, place < at && styles.done)}
          aria-current={place === at ? 'step' : undefined}
        >
          <span className={styles.number}>
            {place < at ? <Icon name="check" size={11} /> : <span aria-hidden>{place + 1}</span>}
          </span>
          {name}
          {place < at && <VisuallyHidden> done</VisuallyHidden>}
        </li>
      ))}
    </ol>
  );
}
