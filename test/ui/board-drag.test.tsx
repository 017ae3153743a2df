import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openBoard, type OpenBoard } from './board/open-board.tsx';
import { samplePlanView, sampleVerdicts, SOAKING } from './board/board-answers.ts';
import { glide, mouse, pointIn } from './support/mouse.ts';
import { sampleHost, samplePlacement } from './support/sample-house.ts';

const STAGING = 'web/staging/nuc-1';

/** Takes web's card in staging by the mouse to a lane, and holds it there. */
async function dragTo(board: OpenBoard, lane: string): Promise<{ x: number; y: number }> {
  const from = pointIn(board.card(STAGING), { across: 0.3, down: 0.2 });
  const to = { x: pointIn(board.lane(lane)).x, y: from.y + 12 };
  await mouse.move(from);
  await mouse.down(from);
  await glide(from, to);
  return to;
}

const ghost = (): Element | null => document.querySelector('[data-drag-ghost]');
const sheet = () => page.getByRole('dialog');

test('a card that is dragged over a lane that takes it, and dropped, shows the plan; Enter starts it', async () => {
  const board = await openBoard();
  const to = await dragTo(board, 'prod');
  await expect
    .poll(() => board.zones())
    .toEqual([
      'Not heredev comes before staging: releases are promoted to later lanes.',
      'Promote v15 herev13 → v15',
    ]);
  expect(ghost()?.textContent).toContain('staging → prod');
  expect(board.lane('prod').textContent).toContain('takes it');
  await mouse.up(to);

  await expect.element(sheet()).toHaveAccessibleName('Promote web v15 to prod');
  expect(ghost()).toBeNull();
  expect(board.bridge.inputsOf('deployments.start')).toEqual([]);
  await expect.element(sheet().getByRole('button', { name: 'Promote' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => board.bridge.inputsOf('deployments.start'))
    .toEqual([
      {
        kind: 'promote',
        app: 'web',
        from: 'staging',
        environment: 'prod',
        version: 15,
        expect: { serving: 'd-web-prod-13' },
      },
    ]);
  await expect.poll(() => sheet().query()).toBeNull();
});

test('the sheet stands beside the board and never over the lane that it is about', async () => {
  const board = await openBoard();
  await mouse.up(await dragTo(board, 'prod'));
  await expect.element(sheet()).toBeVisible();
  const lane = board.lane('prod').getBoundingClientRect();
  const over = sheet().element().getBoundingClientRect();
  expect(lane.right).toBeLessThanOrEqual(over.left);
  expect(lane.width).toBeGreaterThan(150);
});

test('Escape leaves the sheet, and nothing was done', async () => {
  const board = await openBoard();
  await mouse.up(await dragTo(board, 'prod'));
  await expect.element(sheet()).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => sheet().query()).toBeNull();
  expect(board.bridge.inputsOf('deployments.start')).toEqual([]);
  expect(document.activeElement).toBe(board.card(STAGING));
});

test('Escape while dragging puts the card back', async () => {
  const board = await openBoard();
  const to = await dragTo(board, 'prod');
  await expect.poll(ghost).not.toBeNull();
  await userEvent.keyboard('{Escape}');
  await expect.poll(ghost).toBeNull();
  await mouse.up(to);
  expect(sheet().query()).toBeNull();
  await expect
    .poll(() => page.getByRole('alert').first().element().textContent)
    .toBe('web v15 is back in staging. Nothing was done.');
});

test('a drop on its own lane does nothing and says so', async () => {
  const board = await openBoard();
  const to = await dragTo(board, 'dev');
  const own = { x: pointIn(board.lane('staging')).x, y: to.y };
  await glide(to, own);
  await mouse.up(own);
  await expect.element(page.getByText('web v15 stays in staging. Nothing was done.').first()).toBeVisible();
  expect(sheet().query()).toBeNull();
});

test('a drop beside the lanes does nothing and says so', async () => {
  const board = await openBoard();
  const to = await dragTo(board, 'prod');
  const outside = { x: pointIn(page.getByRole('heading', { name: 'Board' }).element()).x, y: 12 };
  await glide(to, outside);
  await mouse.up(outside);
  await expect.element(page.getByText(/dropped beside the lanes\. Nothing was done\./).first()).toBeVisible();
  expect(sheet().query()).toBeNull();
});

test('a drop on a lane that refuses says why and does nothing', async () => {
  const board = await openBoard();
  const to = await dragTo(board, 'dev');
  await expect.poll(() => board.zones().join(' ')).toContain('Not here');
  await mouse.up(to);
  await expect.element(page.getByText(/dev comes before staging.*Nothing was done\./).first()).toBeVisible();
  expect(sheet().query()).toBeNull();
});

test('a soak time that is left is counted down, and a reason goes against it', async () => {
  const board = await openBoard({
    'promotions.check': () => sampleVerdicts(SOAKING),
    'deployments.plan': () => samplePlanView({ refusals: SOAKING.refusals ?? [] }),
  });
  const to = await dragTo(board, 'prod');
  await expect.poll(() => board.zones().join(' ')).toContain('12 min of soak left');
  board.clock.advance(30_000);
  await expect.poll(() => board.zones().join(' ')).toContain('11 min 30 s of soak left');
  await mouse.up(to);

  const confirm = sheet().getByRole('button', { name: 'Promote anyway' });
  await expect.element(confirm).toHaveAttribute('aria-disabled', 'true');
  await userEvent.keyboard('{Enter}');
  expect(board.bridge.inputsOf('deployments.start')).toEqual([]);
  await sheet().getByLabelText('Why go against the policy').fill('The disk is full in prod');
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => board.bridge.inputsOf('deployments.start')[0])
    .toMatchObject({ kind: 'promote', override: 'The disk is full in prod' });
});

test('a press that hardly moves is no drag', async () => {
  const board = await openBoard();
  const at = pointIn(board.card(STAGING), { across: 0.3, down: 0.2 });
  await mouse.move(at);
  await mouse.down(at);
  await mouse.move({ x: at.x + 2, y: at.y + 2 });
  expect(ghost()).toBeNull();
  await mouse.up({ x: at.x + 2, y: at.y + 2 });
  expect(document.activeElement).toBe(board.card(STAGING));
});

test('lanes are asked about once, before the card is picked up, when the pointer rests on it', async () => {
  const board = await openBoard();
  await mouse.move(pointIn(board.card(STAGING), { down: 0.2 }));
  await expect
    .poll(() => board.bridge.inputsOf('promotions.check'))
    .toEqual([{ app: 'web', from: 'staging' }]);
  await dragTo(board, 'prod');
  await expect.poll(() => board.zones().length).toBe(2);
  expect(board.bridge.inputsOf('promotions.check')).toHaveLength(1);
});

test('an engine that goes away while a card is held: its lane refuses with the sentence', async () => {
  const board = await openBoard(
    {},
    {
      lanes: [
        {
          id: 'e-staging',
          name: 'staging',
          position: 0,
          hosts: ['nuc-1'],
          policy: { tested: true, soakMs: 0, approval: false },
        },
        {
          id: 'e-prod',
          name: 'prod',
          position: 1,
          hosts: ['laptop'],
          policy: { tested: true, soakMs: 0, approval: false },
        },
      ],
      placements: [
        samplePlacement('web', 'staging', 'nuc-1', 15),
        samplePlacement('web', 'prod', 'laptop', 13),
      ],
      live: [],
    },
  );
  const to = await dragTo(board, 'prod');
  await expect.poll(() => board.zones()[0]).toContain('Promote v15 here');
  const message = 'The engine of laptop does not answer: the socket is gone.';
  board.bridge.emit({
    type: 'host.changed',
    host: sampleHost('laptop', {
      state: 'away',
      problem: { code: 'engine.unreachable', message, details: {} },
    }),
  });
  await expect.poll(() => board.zones()[0]).toContain(message);
  await mouse.up(to);
  await expect.element(page.getByText(`${message} Nothing was done.`).first()).toBeVisible();
  expect(sheet().query()).toBeNull();
});

test('the way to the core is lost while a card is held: the card goes back and says so', async () => {
  const board = await openBoard();
  const to = await dragTo(board, 'prod');
  await expect.poll(ghost).not.toBeNull();
  board.bridge.connect(false);
  await expect.poll(ghost).toBeNull();
  await mouse.up(to);
  await expect
    .element(page.getByText(/The way to Twinberth was lost.*Nothing was done\./).first())
    .toBeVisible();
  expect(sheet().query()).toBeNull();
});

test('a card that somebody else deploys to while it is held goes back', async () => {
  const board = await openBoard();
  const to = await dragTo(board, 'prod');
  await expect.poll(ghost).not.toBeNull();
  board.bridge.emit({ type: 'placement.changed', placement: samplePlacement('web', 'staging', 'nuc-1', 16) });
  await expect.element(page.getByText(/web in staging was changed by somebody else/).first()).toBeVisible();
  await mouse.up(to);
  expect(sheet().query()).toBeNull();
});

test('the board scrolls when a card is held at its edge, and the lane under it is found there', async () => {
  await page.viewport(540, 500);
  const board = await openBoard();
  const scroller = page.getByRole('grid').element();
  const from = pointIn(board.card(STAGING), { across: 0.3, down: 0.2 });
  const edge = { x: scroller.getBoundingClientRect().right - 6, y: from.y };
  await mouse.move(from);
  await mouse.down(from);
  await glide(from, edge);
  await expect.poll(() => scroller.scrollLeft).toBeGreaterThan(0);
  await vi.waitFor(() => {
    expect(scroller.scrollLeft + scroller.clientWidth).toBeGreaterThanOrEqual(scroller.scrollWidth - 1);
  });
  await mouse.move({ x: edge.x - 60, y: edge.y });
  await mouse.up({ x: edge.x - 60, y: edge.y });
  await expect.element(sheet()).toHaveAccessibleName('Promote web v15 to prod');
  await page.viewport(1360, 800);
});
