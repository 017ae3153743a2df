import type { ReleaseChange } from '../../../shared/model/release-views.ts';
import type { EngineImage } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { compareFacts, type Facts } from './compare-facts.ts';

/** Labels that differ between any two releases. */
const OURS: ReadonlySet<string> = new Set([
  ...Object.values(LABEL),
  'org.opencontainers.image.created',
  'org.opencontainers.image.version',
]);

/** What two images say of themselves, one line for each difference. */
export function compareImages(from: EngineImage, to: EngineImage): readonly ReleaseChange[] {
  const compare = (what: ReleaseChange['what'], facts: (image: EngineImage) => Facts) =>
    compareFacts(what, facts(from), facts(to));
  return [
    ...compare('label', ({ labels }) => Object.entries(labels).filter(([name]) => !OURS.has(name))),
    ...compare('variable', ({ environment }) => environment.map(splitVariable)),
    ...compare('port', ({ exposedPorts }) => exposedPorts.map((port) => [String(port), ''])),
    ...compare('volume', ({ volumes }) => volumes.map((path) => [path, ''])),
    ...compare('command', (image) => [
      ...words('entrypoint', image.entrypoint),
      ...words('command', image.command),
    ]),
    ...compare('user', ({ user }) => text('user', user)),
    ...compare('workingDir', ({ workingDir = '' }) => text('working directory', workingDir)),
  ];
}

function splitVariable(variable: string): readonly [string, string] {
  const equals = variable.indexOf('=');
  return equals === -1 ? [variable, ''] : [variable.slice(0, equals), variable.slice(equals + 1)];
}

function words(name: string, command: readonly string[] = []): Facts {
  return command.length === 0 ? [] : [[name, JSON.stringify(command)]];
}

function text(name: string, value: string): Facts {
  return value === '' ? [] : [[name, value]];
}
