import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connectEngine } from '../../../electron/core/engine/connect-engine.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { placesOf, type WindowPlace } from '../../e2e/pages/places.ts';
import { setup as buildInterface } from '../browser/build-interface.ts';
import { openChromium } from '../browser/open-chromium.ts';
import { connectByLink } from '../serve/enter.ts';
import { startServing } from '../serve/start-serving.ts';
import type { WireClient } from '../serve/wire-client.ts';
import { testEngine, type TestEngine } from '../test-engine.ts';
import type { Disguise } from './disguise.ts';
import { furnishHouse, release } from './furnish-house.ts';
import { NEW_APP, openPictureHouse, type PictureHouse } from './picture-house.ts';
import { takeDeployment, takePictures } from './take-pictures.ts';
import { visitHouse } from './visit-house.ts';

/*
 * Pictures of every main screen in both themes, of a house with real containers, into docs/pictures. They go to whoever reads
 * the README, so look at them before they are committed. `npm run pictures` provides the engine and takes everything away.
 */

const FOLDER = join(import.meta.dirname, '../../../docs/pictures');
const THEMES = ['light', 'dark'] as const;
/** Enough for a sparkline that says something; one comes every few seconds. */
const SAMPLES = 24;
/** How long it is waited for what pictures should show, milliseconds. */
const PATIENCE_MS = 300_000;
const LOOK_EVERY_MS = 1000;

const engine = testEngine();
await mkdir(FOLDER, { recursive: true });
await buildInterface();
const house = await openPictureHouse(engine);
const leave = visitHouse(house.visited);
const serving = await startServing(house.env, { cwd: house.folder });
const browser = await openChromium();
try {
  await furnishHouse(house);
  await quickFix(engine);
  const places = await choosePlaces(house);
  const client = await connectByLink(serving.url);
  await untilThereIsSomethingToSee(client);
  await readOldNotices(client);
  const common = { url: serving.url, folder: FOLDER, disguises: await chooseDisguises(client, house) };
  for (const theme of THEMES) {
    for (const name of await takePictures(browser, { ...common, theme, places })) console.log(name);
  }
  // A deployment is short: each theme has one of its own.
  for (const [index, theme] of THEMES.entries()) {
    await release(house, 'shop', 5 + index, [], { slow: true });
    const name = await takeDeployment(browser, { ...common, theme }, async () => {
      await client.get('deployments.start', { kind: 'deploy', app: 'shop', environment: 'dev' });
    });
    console.log(name);
    await client.hearEvent('deployment.ended', ({ live }) => live.deployment.version === 5 + index);
  }
  client.terminate();
} finally {
  leave();
  await browser.close();
  await serving.stop();
  await house.remove();
}

/** Somebody repaired something in a container by hand. */
async function quickFix({ endpoint }: TestEngine): Promise<void> {
  const docker = await connectEngine(parseEndpoint(endpoint), { clock: systemClock, log: silentLog });
  const [container] = await docker.containers.list({
    [LABEL.app]: 'media',
    [LABEL.env]: 'dev',
    [LABEL.role]: 'replica',
    [LABEL.run]: engine.run,
  });
  await docker.containers.exec(container?.id ?? '', ['touch', '/app/quick-fix.mjs']);
  docker.close();
}

/** Sparklines, the placement that fails, and the mark of what was repaired by hand. */
async function untilThereIsSomethingToSee(client: WireClient): Promise<void> {
  await client.get('house.attend', { visible: true });
  await client.get('drift.scan', {});
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const { placements, traffic } = await client.get('house.get', {});
    const fails = placements.some(
      ({ app, health }) => app === 'auth' && (health === 'down' || health === 'degraded'),
    );
    const drifts = placements.some(({ app, drift }) => app === 'media' && (drift?.count ?? 0) > 0);
    const samples = traffic['shop/prod/nuc']?.length ?? 0;
    if (fails && drifts && samples >= SAMPLES) break;
    if (Date.now() > end) throw new Error(`fails: ${fails}, drifts: ${drifts}, samples: ${samples}`);
    await systemClock.sleep(LOOK_EVERY_MS);
  }
}

/** Whoever lives there has read all but the last few. */
async function readOldNotices(client: WireClient): Promise<void> {
  const [, , , ...old] = await client.get('notices.list', { limit: 500 });
  await client.get('notices.read', { ids: old.map(({ id }) => id) });
}

/** As if it were somebody's own machine: their home, the usual places of Docker. */
async function chooseDisguises(client: WireClient, of: PictureHouse): Promise<readonly Disguise[]> {
  const { owner } = await client.get('house.get', {});
  const { engine: docker } = await client.get('hosts.check', { name: 'nuc' });
  return [
    { real: of.env['HOME'] ?? '', shown: '/home/ann' },
    { real: engine.endpoint, shown: 'unix:///var/run/docker.sock' },
    { real: docker.dataRoot, shown: '/var/lib/docker' },
    { real: owner, shown: 'ann@desk' },
    { real: owner.split('@')[0] ?? '', shown: 'ann', whole: true },
    { real: `${docker.name}, `, shown: 'nuc, ' },
  ];
}

async function choosePlaces(of: PictureHouse): Promise<readonly WindowPlace[]> {
  const { deployments } = (await of.twinberth(['history', 'shop', '--env', 'prod', '--json'])).json();
  const [last, before] = (deployments as readonly { readonly id: string }[]).map(({ id }) => id);
  return placesOf({
    app: 'shop',
    environment: 'prod',
    deployments: [last ?? '', before ?? ''],
    releases: [1, 2],
    folder: join(of.folder, NEW_APP),
  });
}
