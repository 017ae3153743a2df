import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { useHouse } from '../../store/use-house.ts';
import { EngineStep } from './EngineStep.tsx';
import { FileStep } from './FileStep.tsx';
import { FolderStep } from './FolderStep.tsx';
import { OnboardingSteps, type OnboardingStep } from './OnboardingSteps.tsx';
import styles from './OnboardingScreen.module.css';
import { ReleaseStep } from './ReleaseStep.tsx';
import { useEngineSearch } from './use-engine-search.ts';
import { goToOnboarding, useOnboardingPlace } from './use-onboarding-place.ts';
import { Welcome } from './Welcome.tsx';

/** From an engine and a folder to the first release on the board. Nothing is written before it was shown. */
export function OnboardingScreen(): JSX.Element {
  const place = useOnboardingPlace();
  const { engine: choosing = false, at, folder, app } = place;
  const sight = useEngineSearch(choosing);
  const newcomer = useHouse(({ apps }) => apps.every(({ name }) => name === app));
  const { registered, found } = sight;
  const step: OnboardingStep =
    app !== undefined
      ? 'release'
      : choosing || (!registered && found === undefined)
        ? 'engine'
        : folder === undefined
          ? 'folder'
          : 'file';
  return (
    <Screen title={newcomer ? 'Welcome to Twinberth' : 'Add app'}>
      <div className={styles.onboarding}>
        {newcomer && step !== 'release' && <Welcome small={step === 'file'} />}
        <OnboardingSteps step={step} />
        {step === 'engine' && <EngineStep sight={sight} onDone={() => goToOnboarding({})} />}
        {step === 'folder' && (
          <FolderStep
            engine={registered ? undefined : found}
            startAt={at}
            onChoose={(chosen) => goToOnboarding({ folder: chosen })}
          />
        )}
        {step === 'file' && folder !== undefined && (
          <FileStep
            key={folder}
            folder={folder}
            engine={registered ? undefined : found}
            onBack={() => goToOnboarding({ at: folder })}
            onAdded={(name) => goToOnboarding({ app: name })}
          />
        )}
        {step === 'release' && app !== undefined && <ReleaseStep key={app} app={app} />}
      </div>
    </Screen>
  );
}
