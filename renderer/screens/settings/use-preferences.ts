import { useCallback } from 'react';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { Preferences } from '../../../shared/model/preferences.ts';
import { setPreferences } from '../../app/set-preferences.ts';
import { useBridge, useHouse } from '../../store/use-house.ts';

/** What the user chose, and a way to choose otherwise. */
export function usePreferences(): readonly [Preferences, (change: CallInput<'preferences.set'>) => void] {
  const bridge = useBridge();
  const preferences = useHouse((state) => state.preferences);
  const set = useCallback(
    (change: CallInput<'preferences.set'>) => void setPreferences(bridge, change),
    [bridge],
  );
  return [preferences, set];
}
