import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DEFAULT_PREFERENCES } from '../../renderer/store/house-state.ts';
import type { DoctorView } from '../../shared/model/doctor-view.ts';
import type { Preferences } from '../../shared/model/preferences.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge, type FakeBridge } from './support/fake-bridge.ts';
import { sampleHouse } from './support/sample-house.ts';
import { showWindow } from './support/show-window.tsx';

const SETTINGS = [
  { name: 'home', value: '/home/ada/.local/share/twinberth', from: 'default' },
  { name: 'edge.image', value: 'haproxy:3.2-alpine', from: 'default' },
  { name: 'warmFor', value: '30m', from: 'TWINBERTH_WARM_FOR' },
  { name: 'host.address', value: '', from: 'default' },
];

const ILL: DoctorView = {
  ok: false,
  settings: SETTINGS,
  findings: [
    { level: 'ok', what: 'The history is whole.' },
    { level: 'problem', what: 'nuc-2 does not answer.', wayOut: 'See `twinberth host check nuc-2`.' },
    { level: 'warning', what: 'A deployment of web was cut off.', wayOut: 'Mend it.' },
  ],
};

/** A core that keeps what is chosen and says so. */
function bridgeWith(change: Partial<Preferences> = {}): FakeBridge {
  let preferences: Preferences = { ...DEFAULT_PREFERENCES, ...change };
  const bridge = createFakeBridge(sampleHouse({ preferences }), {
    'preferences.set': ({ notify, ...rest }) => {
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      preferences = { ...preferences, ...given, notify: { ...preferences.notify, ...(notify as object) } };
      bridge.emit({ type: 'preferences.changed', preferences });
      return preferences;
    },
    'notices.pause': () => preferences,
    'settings.list': () => SETTINGS,
    'doctor.run': () => ILL,
  });
  return bridge;
}

test('a theme takes effect once it is kept', async () => {
  const bridge = bridgeWith({ theme: 'light' });
  await showWindow('#/settings', bridge);
  await userEvent.click(page.getByText('Dark', { exact: true }));
  await vi.waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
  await expect.element(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  expect(bridge.inputsOf('preferences.set')).toEqual([{ theme: 'dark' }]);
});

test('the size goes in steps, ends at the largest, and comes back', async () => {
  await showWindow('#/settings', bridgeWith({ zoom: 1.75 }));
  await expect.element(page.getByText('175 %')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Larger' }));
  await expect.element(page.getByText('200 %')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Larger' })).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(page.getByRole('button', { name: 'As designed' }));
  await expect.element(page.getByText('100 %')).toBeVisible();
});

test('each kind of notification has its switch, and a refusal is told', async () => {
  const bridge = bridgeWith();
  await showWindow('#/settings', bridge);
  const recovered = page.getByRole('switch', { name: 'Something has recovered' });
  await userEvent.click(recovered);
  await expect.element(recovered).toHaveAttribute('aria-checked', 'false');
  expect(bridge.inputsOf('preferences.set')).toEqual([{ notify: { recovered: false } }]);
  bridge.answer({
    'preferences.set': () => ({
      code: 'disk.full',
      message: 'The preferences could not be written.',
      details: {},
    }),
  });
  await userEvent.click(recovered);
  await expect
    .element(page.getByRole('region', { name: 'Messages' }).getByText(/could not be written/))
    .toBeVisible();
  await expect.element(recovered).toHaveAttribute('aria-checked', 'false');
});

test('what only a desktop has is offered only there', async () => {
  const browser = bridgeWith();
  const { unmount, container } = await showWindow('#/settings', browser);
  await expect.element(page.getByRole('heading', { name: 'Looks' })).toBeVisible();
  await expect.element(page.getByRole('switch', { name: 'Start at login' })).not.toBeInTheDocument();
  await unmount();
  container.remove();
  const desktop = bridgeWith();
  await showWindow('#/settings', { ...desktop, platform: { ...desktop.platform, kind: 'desktop' } });
  await userEvent.click(page.getByRole('switch', { name: 'Start at login' }));
  await userEvent.click(page.getByRole('switch', { name: /Keep watching from the tray/ }));
  await vi.waitFor(() =>
    expect(desktop.inputsOf('preferences.set')).toEqual([{ startAtLogin: true }, { closeToTray: false }]),
  );
});

test('it says which version this is and where its data is', async () => {
  await showWindow('#/settings', bridgeWith());
  await expect.element(page.getByText('0.1.0')).toBeVisible();
  await expect.element(page.getByText('ada@laptop')).toBeVisible();
  await expect.element(page.getByText('/home/ada/.local/share/twinberth')).toBeVisible();
});

test('what the environment sets stands first, with the variable that sets it', async () => {
  await showWindow('#/settings?tab=environment', bridgeWith());
  await expect.element(page.getByText('1 of 4; the rest is as shipped')).toBeVisible();
  const names = () => [...document.querySelectorAll('tbody td:first-child')].map((cell) => cell.textContent);
  expect(names()).toEqual(['warmFor', 'home', 'edge.image', 'host.address']);
  await expect.element(page.getByText('TWINBERTH_WARM_FOR')).toBeVisible();
  await userEvent.fill(page.getByRole('searchbox', { name: 'Find a setting' }), 'haproxy');
  expect(names()).toEqual(['edge.image']);
});

test('the doctor says the worst first, and mends on request only', async () => {
  const bridge = bridgeWith();
  bridge.answer({
    'doctor.fix': () => ({
      ...ILL,
      findings: [{ level: 'ok', what: 'web in prod: finished.', fixed: true }],
    }),
  });
  await showWindow('#/settings?tab=doctor', bridge);
  await expect.element(page.getByText('1 problem, 1 warning')).toBeVisible();
  const items = () =>
    [...page.getByRole('list', { name: 'Findings' }).element().children].map((row) => row.textContent);
  expect(items()[0]).toContain('nuc-2 does not answer.');
  expect(items()[2]).toContain('The history is whole.');
  expect(bridge.inputsOf('doctor.fix')).toEqual([]);
  await userEvent.click(page.getByRole('button', { name: 'Mend what can be mended' }));
  await expect.element(page.getByText('mended', { exact: true })).toBeVisible();
  await expect.element(page.getByText('everything is as it should be')).toBeVisible();
});

test('every key that leads somewhere is listed', async () => {
  await showWindow('#/settings?tab=keys', bridgeWith());
  await expect.element(page.getByText('to history')).toBeVisible();
  await expect.element(page.getByText('find or do anything', { exact: true })).toBeVisible();
  await expect.element(page.getByText('pick a card up')).toBeVisible();
});

test.each(['light', 'dark'] as const)(
  'in the %s theme, axe finds nothing wrong with any part',
  async (theme) => {
    const { container } = await showWindow('#/settings', bridgeWith({ theme }));
    for (const tab of ['General', 'Keys', 'Environment', 'Doctor']) {
      await userEvent.click(page.getByRole('tab', { name: tab }));
      await expect
        .element(page.getByRole('tabpanel').getByRole('heading', { level: 2 }).first())
        .toBeVisible();
      expect(await checkAccessibility(container)).toEqual([]);
    }
  },
);
