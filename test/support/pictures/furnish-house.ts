import { join } from 'node:path';
import type { PictureHouse } from './picture-house.ts';

/**
 * Some weeks of an owner's work in a few minutes: four apps over three lanes, with warm standbys, one placement that fails,
 * one that was rolled back, and a release that waits for its approval.
 */
export async function furnishHouse(house: PictureHouse): Promise<void> {
  await house.twinberth(['host', 'add', 'nuc', house.env['DOCKER_HOST'] ?? '']);
  await house.twinberth(['env', 'add', 'dev', '--host', 'nuc']);
  await house.twinberth(['env', 'add', 'staging', '--host', 'nuc', '--require', 'tested']);
  await house.twinberth(['env', 'add', 'prod', '--host', 'nuc', '--require', 'tested,approval']);

  await furnish(house, 'shop', [
    ['dev', 'staging', 'prod'],
    ['dev', 'staging', 'prod'],
    ['dev', 'staging'],
    ['dev'],
  ]);
  await furnish(house, 'api', [['dev', 'staging', 'prod'], ['dev', 'staging', 'prod'], ['dev']]);
  await furnish(house, 'auth', [['dev', 'staging', 'prod']]);
  await release(house, 'auth', 2, ['dev', 'staging', 'prod'], { fails: true });
  await furnish(house, 'media', [['dev', 'prod'], ['dev']]);
  await house.twinberth(['rollback', 'api', 'prod', '--message', 'orders were slow']);
}

/** One release after the other: built, deployed to the first lane, and promoted through the others. */
async function furnish(
  house: PictureHouse,
  app: string,
  releases: readonly (readonly string[])[],
): Promise<void> {
  for (const [index, lanes] of releases.entries()) {
    await release(house, app, index + 1, lanes);
  }
}

export async function release(
  house: PictureHouse,
  app: string,
  version: number,
  lanes: readonly string[],
  change?: Parameters<PictureHouse['change']>[2],
): Promise<void> {
  await house.change(app, version, change);
  if (version === 1) await house.twinberth(['app', 'add', join(house.folder, app)]);
  await house.twinberth(['build', app]);
  for (const [index, lane] of lanes.entries()) {
    if (lane === 'prod')
      await house.twinberth(['approve', app, lane, `v${version}`, '--message', 'looked at it in staging']);
    const from = lanes[index - 1];
    if (from === undefined) await house.twinberth(['deploy', app, lane]);
    else await house.twinberth(['promote', app, '--from', from, '--to', lane]);
  }
}
