import type { JSX } from 'react';
import { navigate } from '../../app/navigate.ts';
import { useHouseShallow } from '../../store/use-house.ts';
import { Select } from '../../ui/Select.tsx';

export interface LogPlaceProps {
  readonly app: string;
  readonly environment: string;
  readonly host: string | undefined;
}

/** Goes to the logs of the app in another environment, or on one of several hosts. */
export function LogPlace({ app, environment, host }: LogPlaceProps): JSX.Element | null {
  const places = useHouseShallow((state) =>
    Object.values(state.placements)
      .filter((placement) => placement.app === app && placement.health !== 'empty')
      .map((placement) => `${placement.environment}/${placement.host}`),
  );
  const environments = [...new Set([environment, ...places.map((place) => place.split('/')[0] ?? '')])];
  const options = environments.flatMap((name) => {
    const hosts = places
      .filter((place) => place.startsWith(`${name}/`))
      .map((place) => place.slice(name.length + 1));
    const all = { value: name, label: hosts.length > 1 ? `${name}, all hosts` : name };
    return hosts.length > 1
      ? [all, ...hosts.map((each) => ({ value: `${name}/${each}`, label: `${name} on ${each}` }))]
      : [all];
  });
  const value = host === undefined ? environment : `${environment}/${host}`;
  const known = options.some((option) => option.value === value)
    ? options
    : [...options, { value, label: `${environment} on ${host ?? ''}` }];
  if (known.length < 2) return null;
  const go = (chosen: string): void => {
    const [name = '', on] = chosen.split('/');
    navigate({ name: 'logs', app, environment: name, ...(on === undefined ? {} : { host: on }) });
  };
  return <Select compact label="Environment" value={value} options={known} onChange={go} />;
}
