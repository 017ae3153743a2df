import { existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MenuEntry } from '../../../electron/main/menu/describe-menu.ts';
import { describeTray, type TraySubject } from '../../../electron/main/tray/describe-tray.ts';
import { trayIconFile } from '../../../electron/main/tray/tray-icon-file.ts';
import type { PlacementHealth } from '../../../shared/model/health-views.ts';

const NOW = 1_700_000_000_000;
const lane = (name: string, hosts = ['local']) => ({ id: name, name, position: 0, hosts });
const placement = (app: string, environment: string, health: PlacementHealth, rest: object = {}) => ({
  key: `${app}/${environment}/local`,
  app,
  environment,
  host: 'local',
  health,
  ...rest,
});
const live = (app: string, environment: string) => ({
  deployment: { id: '0f3a', app, environment, version: 5, kind: 'promote', state: 'running' },
});

function house(parts: Record<string, unknown> = {}): TraySubject {
  const preferences = { theme: 'system', zoom: 1, startAtLogin: false, closeToTray: true, notify: {} };
  const nothing = { hosts: [], lanes: [], placements: [], live: [], operations: [], preferences };
  return { ...nothing, ...parts } as unknown as TraySubject;
}

/** What a user reads, with what a choice leads to. */
function read(entries: readonly MenuEntry[], indent = ''): string[] {
  return entries.flatMap((entry) => {
    if ('separator' in entry) return [`${indent}—`];
    if ('role' in entry) return [`${indent}[${entry.role}]`];
    if ('entries' in entry) return [indent + entry.label, ...read(entry.entries, `${indent}  `)];
    const place = entry.action?.kind === 'go' ? ` -> ${entry.action.place}` : '';
    return [indent + entry.label + place];
  });
}

describe('the tray', () => {
  test('of a house where all is well', () => {
    const view = describeTray(
      house({
        lanes: [lane('dev'), lane('prod')],
        placements: [
          placement('web', 'dev', 'well'),
          placement('api', 'dev', 'well'),
          placement('api', 'prod', 'empty'),
        ],
      }),
      NOW,
    );
    expect(view.state).toBe('well');
    expect(view.tooltip).toBe('Twinberth: all 2 placements well');
    expect(read(view.menu)).toEqual([
      'all 2 placements well',
      '—',
      'dev: 2 well -> #/board',
      'prod: empty -> #/board',
      '—',
      'Open Twinberth',
      'Pause notifications for an hour',
      '—',
      'Quit',
    ]);
  });

  test('says which environment has what wrong, and leads there', () => {
    const view = describeTray(
      house({
        lanes: [lane('dev'), lane('prod', ['nuc-1', 'nuc-2'])],
        placements: [
          placement('web', 'dev', 'well'),
          placement('web', 'prod', 'down', { host: 'nuc-1', problem: 'no replica answers' }),
          placement('api', 'prod', 'degraded', { host: 'nuc-2' }),
        ],
      }),
      NOW,
    );
    expect(view.state).toBe('wrong');
    expect(view.tooltip).toBe('Twinberth: 2 of 3 placements not well');
    expect(read(view.menu)).toContain('prod: 2 not well');
    expect(read(view.menu)).toContain('  ✕ web on nuc-1: no replica answers -> #/apps/web');
    expect(read(view.menu)).toContain('  ▲ api on nuc-2: degraded -> #/apps/api');
  });

  test('says which host is away; what was on it is not known, and not wrong twice', () => {
    const view = describeTray(
      house({
        hosts: [{ name: 'nuc-2', state: 'away', problem: { message: 'no route to host' } }],
        lanes: [lane('prod', ['nuc-2'])],
        placements: [placement('web', 'prod', 'unknown')],
      }),
      NOW,
    );
    expect(view.state).toBe('wrong');
    expect(read(view.menu)).toContain('✕ nuc-2 does not answer: no route to host -> #/hosts');
    expect(read(view.menu)).toContain('prod: not known -> #/board');
  });

  test('counts what cannot be known on a host that answers as wrong, as notices do', () => {
    const problem = 'its edge does not answer';
    const view = describeTray(
      house({
        hosts: [{ name: 'local', state: 'here' }],
        lanes: [lane('prod')],
        placements: [placement('web', 'prod', 'unknown', { problem }), placement('api', 'prod', 'well')],
      }),
      NOW,
    );
    expect(view.state).toBe('wrong');
    expect(view.tooltip).toBe('Twinberth: 1 of 2 placements not well');
    expect(read(view.menu)).toContain(`  ✕ web: ${problem} -> #/apps/web`);
  });

  test('does not say that all is well before it has looked', () => {
    const view = describeTray(
      house({
        hosts: [{ name: 'local', state: 'connecting' }],
        lanes: [lane('prod')],
        placements: [placement('web', 'prod', 'unknown'), placement('api', 'prod', 'empty')],
      }),
      NOW,
    );
    expect(view.state).toBe('working');
    expect(view.tooltip).toBe('Twinberth: 1 of 1 placement not known yet');
  });

  test('says so when nothing is deployed, whatever is planned', () => {
    const placements = [placement('web', 'dev', 'empty'), placement('web', 'prod', 'empty')];
    expect(describeTray(house({ placements }), NOW).tooltip).toBe('Twinberth: nothing deployed yet');
  });

  test('works while something is deployed or built, unless something is wrong', () => {
    const busy = { lanes: [lane('prod')], live: [live('web', 'prod')] };
    const view = describeTray(house({ ...busy, placements: [placement('web', 'prod', 'well')] }), NOW);
    expect(view.state).toBe('working');
    expect(read(view.menu)).toContain('  ↻ web v5: promote is running -> #/deployments/0f3a');
    expect(describeTray(house({ ...busy, placements: [placement('x', 'prod', 'down')] }), NOW).state).toBe(
      'wrong',
    );
    const operations = [{ kind: 'build', state: 'running' }];
    expect(describeTray(house({ operations }), NOW)).toMatchObject({
      state: 'working',
      tooltip: 'Twinberth: 1 at work',
    });
  });

  test('stays short, however much is wrong and however long it is', () => {
    const placements = Array.from({ length: 50 }, (_, index) =>
      placement(`app-${index}`, 'prod', 'down', { problem: `line one\nline two ${'x'.repeat(200)}` }),
    );
    const lines = read(describeTray(house({ lanes: [lane('prod')], placements }), NOW).menu);
    expect(lines.length).toBeLessThan(20);
    expect(lines).toContain('  … and 42 more -> #/health');
    expect(lines.filter((line) => line.split(' -> ')[0]?.includes('\n'))).toEqual([]);
    expect(Math.max(...lines.map((line) => (line.split(' -> ')[0] ?? '').length))).toBeLessThan(80);
  });

  test('pauses notifications, and says for how long they still are', () => {
    const paused = (pausedUntil: number) =>
      read(describeTray(house({ preferences: { pausedUntil } }), NOW).menu).find((line) =>
        /otifications/.test(line),
      );
    expect(paused(NOW + 30 * 60_000 + 1)).toBe('Resume notifications (paused for 31 min)');
    expect(paused(NOW - 1)).toBe('Pause notifications for an hour');
  });
});

const ICONS = join(import.meta.dirname, '../../../electron/packaging/icons');

describe('the pictures of the tray', () => {
  test('differ for every state, on light and on dark panels, and on macOS', () => {
    const files = (['well', 'working', 'wrong'] as const).flatMap((state) => [
      trayIconFile(ICONS, state, 'linux', false),
      trayIconFile(ICONS, state, 'linux', true),
      trayIconFile(ICONS, state, 'darwin', true),
    ]);
    const pictures = files.flatMap((file) => [file, file.replace('.png', '@2x.png')]);
    expect(pictures.filter((file) => !existsSync(file))).toEqual([]);
    expect(new Set(pictures.map((file) => readFileSync(file).toString('base64'))).size).toBe(18);
  });

  test('are drawn from the picture that the repository has', () => {
    const svg = readFileSync(join(ICONS, '../twinberth.svg'));
    const drawn = readFileSync(join(ICONS, 'drawn-from'), 'utf8').trim();
    expect(drawn, 'run node electron/packaging/draw-icons.mjs').toBe(
      createHash('sha256').update(svg).digest('hex'),
    );
  });
});
