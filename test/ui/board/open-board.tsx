import { onTestFinished } from 'vitest';
import { render } from 'vitest-browser-react';
import type { HouseSnapshot } from '../../../shared/model/house.ts';
import { useToasts } from '../../../renderer/ui/show-toast.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { manualClock } from '../support/manual-clock.ts';
import { NOON, sampleHouse } from '../support/sample-house.ts';
import { BoardStage } from './BoardStage.tsx';
import { samplePlanView, sampleVerdicts, sampleWayBack } from './board-answers.ts';

export interface OpenBoard {
  readonly bridge: FakeBridge;
  readonly clock: ReturnType<typeof manualClock>;
  readonly container: HTMLElement;
  readonly card: (key: string) => HTMLElement;
  readonly lane: (name: string) => HTMLElement;
  /** Of the cell of the picked card's app: what the lane says to it. */
  readonly zones: () => readonly string[];
}

/** The board of the sample house, with a core that answers what is asked most. */
export async function openBoard(
  answers: Parameters<FakeBridge['answer']>[0] = {},
  house: Partial<HouseSnapshot> = {},
): Promise<OpenBoard> {
  const bridge = createFakeBridge(sampleHouse(house), {
    'promotions.check': () => sampleVerdicts(),
    'deployments.plan': () => samplePlanView(),
    'deployments.start': () => ({ operation: 'op-1' }),
    'rollbacks.preview': () => sampleWayBack(),
    'releases.list': () => [],
    'secrets.pending': () => [],
    ...answers,
  });
  const clock = manualClock(NOON);
  onTestFinished(() => {
    useToasts.setState([], true);
  });
  const { container, getByRole } = await render(<BoardStage bridge={bridge} clock={clock} />);
  await getByRole('rowheader').first().findElement();
  const find = (selector: string): HTMLElement => {
    const element = container.querySelector<HTMLElement>(selector);
    if (element === null) throw new Error(`the board has no ${selector}`);
    return element;
  };
  return {
    bridge,
    clock,
    container,
    card: (key) => find(`[data-card="${key}"]`),
    lane: (name) => find(`[data-lane="${name}"]`),
    zones: () => [...container.querySelectorAll('[data-drop]')].map((zone) => zone.textContent),
  };
}
