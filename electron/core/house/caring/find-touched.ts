import type { Host } from '../../../../shared/model/host.ts';
import type { Stores } from '../../db/stores.ts';
import { isOwnCommand } from '../../drift/find-visits.ts';
import type { ThingEvent } from '../../engine/engine-event.ts';
import { LABEL, LABEL_VERSION } from '../../engine/labels.ts';
import type { TouchedPlace } from './care-for-drift.ts';

/** What happens to a container when somebody does something to it, or it fails. */
const TELLING: ReadonlySet<string> = new Set([
  'create',
  'die',
  'destroy',
  'pause',
  'rename',
  'restart',
  'start',
  'unpause',
  'update',
]);
const RETAGGING: ReadonlySet<string> = new Set(['untag', 'tag', 'delete']);
/** Of a container, so many different commands are remembered as seen; one with more is watched by the clock alone. */
const MOST_COMMANDS = 50;

/**
 * Which placements an engine's event may have made drift in. A command in a container counts once: one that is run over and
 * over, as an image's own health check is, tells nothing new.
 */
export function createFindTouched(
  stores: Pick<Stores, 'berths' | 'deployments' | 'releases'>,
): (host: Host, event: ThingEvent) => readonly TouchedPlace[] {
  const commands = new Map<string, Set<string>>();

  const isNews = ({ id, value = '', attributes }: ThingEvent): boolean => {
    if (attributes[LABEL.role] === 'edge' && isOwnCommand(value)) return false;
    const seen = commands.get(id) ?? new Set<string>();
    commands.set(id, seen);
    if (seen.has(value) || seen.size >= MOST_COMMANDS) return false;
    seen.add(value);
    return true;
  };
  const ofContainer = (event: ThingEvent): readonly TouchedPlace[] => {
    const { action, attributes, id } = event;
    if (action === 'destroy') commands.delete(id);
    const app = attributes[LABEL.app];
    const environment = attributes[LABEL.env];
    if (attributes[LABEL.version] !== LABEL_VERSION || app === undefined || environment === undefined)
      return [];
    return TELLING.has(action) || (action === 'exec_start' && isNews(event)) ? [{ app, environment }] : [];
  };
  /** An engine names the image by its id, or by the tag that it gives. */
  const ofImage = (host: Host, { action, id, attributes }: ThingEvent): readonly TouchedPlace[] => {
    if (!RETAGGING.has(action)) return [];
    return stores.berths.list({}).filter(({ host: there, activeDeployment }) => {
      const serving =
        there === host.id && activeDeployment !== undefined
          ? stores.deployments.get(activeDeployment)
          : undefined;
      if (serving === undefined) return false;
      return (
        stores.releases.engineId(serving.release, host.id) === id ||
        stores.releases.get(serving.release)?.tag === attributes['name']
      );
    });
  };

  return (host, event) => {
    if (event.kind === 'container') return ofContainer(event);
    return event.kind === 'image' ? ofImage(host, event) : [];
  };
}
