import type { Page } from 'playwright-core';

/** What of a house the places of the window are about. */
export interface Shown {
  readonly app: string;
  readonly environment: string;
  /** Ids of two deployments. */
  readonly deployments: readonly [string, string];
  /** Two of the app's releases. */
  readonly releases: readonly [number, number];
  /** Of an app that Twinberth does not know yet: with a Dockerfile, and without its file. */
  readonly folder: string;
}

/** A place of the window: a name for files and messages, its address, and the heading that it has when it is there. */
export interface WindowPlace {
  readonly name: string;
  readonly hash: string;
  readonly heading: string | RegExp;
  /** Something that it shows once it has been told. */
  readonly shows?: RegExp;
}

/** Every place that has an address. */
export function placesOf({ app, environment, deployments, releases, folder }: Shown): readonly WindowPlace[] {
  const [deployment, other] = deployments;
  const [from, to] = releases;
  return [
    { name: 'board', hash: '#/board', heading: 'Board' },
    { name: 'apps', hash: '#/apps', heading: 'Apps' },
    { name: 'app', hash: `#/apps/${app}`, heading: app },
    { name: 'builds', hash: `#/apps/${app}?tab=builds`, heading: app },
    { name: 'configuration', hash: `#/apps/${app}?tab=configuration`, heading: app },
    { name: 'compare-releases', hash: `#/apps/${app}/compare/${from}/${to}`, heading: /./ },
    { name: 'deployment', hash: `#/deployments/${deployment}`, heading: /./ },
    { name: 'compare', hash: `#/compare/${deployment}/${other}`, heading: /./ },
    { name: 'history', hash: '#/history', heading: 'History' },
    { name: 'logs', hash: `#/logs/${app}/${environment}`, heading: /./, shows: /^[1-9][\d,\s]* lines?/ },
    { name: 'health', hash: '#/health', heading: 'Health' },
    { name: 'hosts', hash: '#/hosts', heading: 'Hosts' },
    { name: 'drift', hash: '#/drift', heading: 'Drift' },
    { name: 'space', hash: '#/space', heading: 'Space' },
    { name: 'settings', hash: '#/settings', heading: 'Settings' },
    { name: 'notices', hash: '#/notices', heading: 'Notices' },
    {
      name: 'onboarding',
      hash: `#/onboarding?folder=${encodeURIComponent(folder)}`,
      heading: /./,
      shows: /This is what Twinberth makes of it/,
    },
  ];
}

/** Goes to a place and waits until it shows what it has to show. */
export async function goTo(page: Page, { hash, heading, shows }: WindowPlace): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  if (shows !== undefined) await page.getByRole('main').getByText(shows).first().waitFor();
  // Spinners tell what they wait for; a place without one has its answers.
  await page
    .locator('main [role=status][aria-label], main [aria-busy=true]')
    .first()
    .waitFor({ state: 'detached' });
}
