/**
 * Places of the window that links, menus and notifications open, as `renderer/app/router.ts` reads them; a test holds the two
 * together.
 */
export const PLACES = {
  board: '#/board',
  apps: '#/apps',
  history: '#/history',
  health: '#/health',
  drift: '#/drift',
  space: '#/space',
  hosts: '#/hosts',
  notices: '#/notices',
  settings: '#/settings',
} as const;

export function appPlace(app: string): string {
  return `#/apps/${encodeURIComponent(app)}`;
}

export function deploymentPlace(id: string): string {
  return `#/deployments/${encodeURIComponent(id)}`;
}

export function logsPlace({
  app,
  environment,
  host,
}: {
  app: string;
  environment: string;
  host: string;
}): string {
  return `#/logs/${[app, environment, host].map(encodeURIComponent).join('/')}`;
}
