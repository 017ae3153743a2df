import { stringify } from 'yaml';
import { parseName } from '../parse-name.ts';
import { parseContainerPath } from '../parse-volume.ts';
import type { Hints } from './hints.ts';

export interface ProposalPlaces {
  /** Lanes, in order; each gets the port beside it on this machine's loopback. */
  readonly environments: readonly { readonly name: string; readonly port: number }[];
  /** Names that other apps have. */
  readonly taken: ReadonlySet<string>;
}

export interface ProposedConfig {
  readonly text: string;
  /** Why each thing is in it, a line each, in the order of the file. */
  readonly because: readonly string[];
}

/** The `twinberth.yaml` that suits what was found. Pure. */
export function proposeConfig(hints: Hints, places: ProposalPlaces): ProposedConfig {
  const { source, port, mode, healthPath, test, environment } = hints;
  const name = nameFor(hints.name.value, places.taken);
  const volumes = namedVolumes(hints.volumes);
  const lines = [
    ...entry('app', name),
    ...(source?.value.kind === 'image' ? entry('image', source.value.reference) : []),
    ...(port === undefined ? [] : entry('port', port.value)),
    ...(mode === undefined ? [] : entry('mode', mode.value)),
    ...(healthPath === undefined ? [] : ['health:', `  path: ${scalar(healthPath.value)}`]),
    ...(test === undefined ? [] : ['test:', `  command: ${JSON.stringify(test.value)}`]),
    ...(environment.length === 0 ? [] : ['environment:']),
    ...environment.map(({ value: [variable, text] }) => `  ${scalar(variable)}: ${JSON.stringify(text)}`),
    ...(volumes.length === 0 ? [] : ['volumes:']),
    ...volumes.map((volume) => `  - ${scalar(volume)}`),
    'environments:',
    ...places.environments.flatMap((lane) => [
      `  ${scalar(lane.name)}:`,
      `    publish: ${JSON.stringify(`127.0.0.1:${lane.port}`)}`,
    ]),
  ];
  return {
    text: `${lines.join('\n')}\n`,
    because: [
      `app: ${name}, since ${hints.name.because}`,
      ...(source === undefined
        ? ['nothing here says where the image comes from: add a Dockerfile, or write `image: NAME:TAG`']
        : [
            `image: ${source.value.kind === 'build' ? 'built from this folder' : source.value.reference}, since ${source.because}`,
          ]),
      ...(port === undefined
        ? ['port: left out, so the single port that the image exposes']
        : [`port: ${port.value}, since ${port.because}`]),
      ...(mode === undefined ? [] : [`mode: tcp, since ${mode.because}`]),
      ...(healthPath === undefined
        ? mode === undefined
          ? ['health: GET / until you name a better path']
          : []
        : [`health: ${healthPath.because}`]),
      ...(test === undefined ? [] : [`test: ${test.because}`]),
      ...environment.map((hint) => `environment: ${hint.because}`),
      ...hints.volumes.map((hint) => `volumes: ${hint.because}; the data stays when versions change`),
      ...places.environments.map(
        (lane) => `${lane.name}: port ${lane.port} is free, and only this machine reaches it`,
      ),
      ...hints.notes.map((note) => `note: ${note}`),
    ],
  };
}

function entry(key: string, value: string | number): readonly string[] {
  return [`${key}: ${scalar(value)}`];
}

/** As YAML would read it back: quoted where it would become something else. */
function scalar(value: string | number): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

/** A valid name that nobody has. */
function nameFor(wanted: string, taken: ReadonlySet<string>): string {
  const tidy = wanted
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replaceAll(/^-+|-+$/g, '');
  const base = parseName(tidy, 'app').ok ? tidy : 'app';
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(name)) return name;
  }
}

/** Leaves room for a number behind it. */
const LONGEST_NAME = 24;

/** `/var/lib/app` becomes `app:/var/lib/app`; what is named already stays. Places that cannot be mounted are left out. */
function namedVolumes(hints: Hints['volumes']): readonly string[] {
  const names = new Set<string>();
  const targets = new Set<string>();
  const found: string[] = [];
  for (const { value } of hints) {
    const colon = value.startsWith('/') ? -1 : value.indexOf(':');
    const target = parseContainerPath(value.slice(colon + 1));
    if (!target.ok || target.value.includes(':') || targets.has(target.value)) continue;
    targets.add(target.value);
    const name = colon === -1 ? freeName(volumeName(target.value), names) : value.slice(0, colon);
    names.add(name);
    found.push(`${name}:${target.value}`);
  }
  return found;
}

function volumeName(path: string): string {
  const last = path.split('/').at(-1) ?? '';
  const name = last.replaceAll(/[^\w.-]+/g, '-').replace(/^[^a-zA-Z0-9]+/, '');
  return name === '' ? 'data' : name.slice(0, 50);
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (!taken.has(name)) return name;
  }
}
