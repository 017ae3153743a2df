import { describe, expect, test } from 'vitest';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { describeNotification } from '../../../electron/main/notices/describe-notification.ts';
import { describeRollback } from '../../../electron/main/notices/describe-rollback.ts';
import { describeAutostart } from '../../../electron/main/startup/describe-autostart.ts';
import { describeQuit } from '../../../electron/main/startup/describe-quit.ts';
import { desktopFolder } from '../../../electron/main/startup/desktop-folder.ts';
import { explainStartProblem } from '../../../electron/main/startup/explain-start-problem.ts';
import { createCrashJudge } from '../../../electron/main/window/judge-crashes.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import type { Operation } from '../../../shared/model/operation.ts';

const berth = { app: 'web', environment: 'prod', host: 'local' };
const notice: Notice = {
  id: '1',
  at: 0,
  kind: 'health.failed',
  title: 'web in prod fails',
  text: 'no replica answers',
  places: [berth],
  read: false,
  actions: ['rollback', 'logs'],
  silent: false,
};

describe('a notification', () => {
  test('leads to what it is about, and its buttons to the logs and to the question whether to roll back', () => {
    expect(describeNotification(notice)).toEqual({
      title: 'web in prod fails',
      body: 'no replica answers',
      urgent: true,
      target: { kind: 'go', place: '#/apps/web' },
      buttons: [
        { text: 'Roll back…', target: { kind: 'rollback', berth } },
        { text: 'Logs', target: { kind: 'go', place: '#/logs/web/prod/local' } },
      ],
    });
  });

  test('of several at once leads to the health screen, and has no buttons', () => {
    const view = describeNotification({ ...notice, places: [berth, { ...berth, app: 'api' }] });
    expect(view).toMatchObject({ target: { kind: 'go', place: '#/health' }, buttons: [] });
  });

  test('of a deployment leads to it, of a host to the hosts', () => {
    const finished = { ...notice, kind: 'deployment.finished', deployment: '0f3a', actions: [] } as const;
    expect(describeNotification(finished)).toMatchObject({
      urgent: false,
      target: { place: '#/deployments/0f3a' },
    });
    expect(describeNotification({ ...notice, kind: 'host.away', places: [], host: 'nuc' })).toMatchObject({
      target: { place: '#/hosts' },
    });
  });

  test('is not shown for a silent notice', () => {
    expect(describeNotification({ ...notice, silent: true })).toBeUndefined();
  });
});

describe('the question before a rollback', () => {
  test('says what it goes back to, how, and how long that took; and changes nothing by default', () => {
    const to = { version: 4, deployment: 'a', source: 'warm', colour: 'blue' } as const;
    const question = describeRollback(berth, { to, lastMs: 1234 });
    expect(question.message).toBe('Roll web in prod back to v4?');
    expect(question.detail).toContain('only the gate swings');
    expect(question.detail).toContain('1.2 s');
    expect(question.buttons).toEqual(['Cancel', 'Roll back to v4']);
  });

  test('says why there is nothing to go back to', () => {
    const question = describeRollback(berth, { refusal: 'It was deployed once only.' });
    expect(question).toMatchObject({ detail: 'It was deployed once only.', buttons: ['Close'] });
  });
});

describe('quitting', () => {
  const operation = (title: string, rest: Partial<Operation>): Operation => ({
    id: title,
    kind: 'deployment',
    title,
    state: 'running',
    startedAt: 0,
    text: '',
    cancellable: true,
    ...rest,
  });

  test('is not asked about when nothing runs', () => {
    expect(describeQuit([])).toBeUndefined();
    expect(describeQuit([operation('Build web', { state: 'done' })])).toBeUndefined();
  });

  test('names what would be cancelled', () => {
    const question = describeQuit([operation('Promote web v15 to prod', {})]);
    expect(question?.message).toBe('Promote web v15 to prod is still running.');
    expect(question?.detail).toContain('What serves now keeps serving');
    expect(question?.buttons[0]).toBe('Keep running');
    const two = describeQuit([
      operation('Build web', { kind: 'build' }),
      operation('Build api', { kind: 'build' }),
    ]);
    expect(two?.message).toBe('2 operations are still running.');
    expect(two?.detail).toContain('• Build api');
  });
});

describe('a start that cannot go on', () => {
  test('names the newer history, and that nothing was changed', () => {
    const problem = explainStartProblem(
      new Failure('history.newer', 'The history /h/history.db has version 99.', { path: '/h/history.db' }),
    );
    expect(problem.message).toBe('The history was made by a newer Twinberth.');
    expect(problem.detail).toContain('version 99');
    expect(problem.detail).toContain('Nothing was changed');
    expect(problem.show).toBe('/h/history.db');
  });

  test('has a word for what nobody foresaw', () => {
    expect(explainStartProblem(new Error('odd'))).toMatchObject({ message: 'Twinberth cannot start.' });
  });
});

describe('a window that crashes', () => {
  test('comes back, until it crashes again and again', () => {
    const judge = createCrashJudge();
    expect([0, 1000, 2000, 3000].map(judge)).toEqual(['revive', 'revive', 'revive', 'ask']);
    expect(judge(4000)).toBe('revive');
  });

  test('now and then, always comes back', () => {
    const judge = createCrashJudge();
    expect([0, 61_000, 122_000, 183_000, 244_000].map(judge)).not.toContain('ask');
  });
});

describe('the start at login on Linux', () => {
  test('is an entry that starts the app in the tray', () => {
    const { file, text } = describeAutostart(['/opt/Twinberth/twinberth-desktop'], {}, '/home/ada');
    expect(file).toBe('/home/ada/.config/autostart/twinberth.desktop');
    expect(text).toContain('\nExec=/opt/Twinberth/twinberth-desktop --hidden\n');
  });

  test('names the home that was chosen, which a login knows nothing of', () => {
    const { text } = describeAutostart(['/opt/tb'], { TWINBERTH_HOME: '/data/tb' }, '/home/ada');
    expect(text).toContain('\nExec=env TWINBERTH_HOME=/data/tb /opt/tb --hidden\n');
  });

  test('quotes what a path may hold, and follows the configured folder', () => {
    const { file, text } = describeAutostart(
      ['/home/ada/My $apps/100%'],
      { XDG_CONFIG_HOME: '/cfg' },
      '/home/ada',
    );
    expect(file).toBe('/cfg/autostart/twinberth.desktop');
    expect(text).toContain('\nExec="/home/ada/My \\\\$apps/100%%" --hidden\n');
  });
});

test('each home has its own desktop folder, so that each can have its own app', () => {
  expect(desktopFolder({ TWINBERTH_HOME: '/data/tb' }, 'linux', '/home/ada')).toBe('/data/tb/desktop');
  expect(desktopFolder({}, 'linux', '/home/ada')).toBe('/home/ada/.local/share/twinberth/desktop');
  expect(desktopFolder({ TWINBERTH_HOME: 'relative' }, 'linux', '/home/ada')).toBe(
    '/home/ada/.local/share/twinberth/desktop',
  );
});
