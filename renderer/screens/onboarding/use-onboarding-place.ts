import { navigate } from '../../app/navigate.ts';
import { useAddressQuery } from '../../app/use-address-query.ts';

/** How far somebody has come: it is in the address, so Back leads a step back, and nothing is lost by looking elsewhere. */
export interface OnboardingPlace {
  /** An engine is chosen although there is one. */
  readonly engine?: true;
  /** The folder that is looked around in. */
  readonly at?: string;
  /** The folder that was picked. */
  readonly folder?: string;
  /** The app that was registered. */
  readonly app?: string;
}

export function useOnboardingPlace(): OnboardingPlace {
  const [query] = useAddressQuery();
  const at = query.get('at');
  const folder = query.get('folder');
  const app = query.get('app');
  return {
    ...(query.has('engine') ? { engine: true as const } : {}),
    ...(at === null ? {} : { at }),
    ...(folder === null ? {} : { folder }),
    ...(app === null ? {} : { app }),
  };
}

export function goToOnboarding({ engine, at, folder, app }: OnboardingPlace): void {
  navigate({
    name: 'onboarding',
    query: {
      ...(engine === undefined ? {} : { engine: 'choose' }),
      ...(at === undefined ? {} : { at }),
      ...(folder === undefined ? {} : { folder }),
      ...(app === undefined ? {} : { app }),
    },
  });
}
