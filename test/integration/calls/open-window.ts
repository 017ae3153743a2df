import { createCalls } from '../../../electron/core/calls/create-calls.ts';
import { noDesktop } from '../../../electron/core/calls/no-desktop.ts';
import type { House } from '../../../electron/core/house/house.ts';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { askCalls, type Asker } from '../../support/ask-calls.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

export interface TestWindow {
  /** A workshop whose app is registered, and the contract over its core. */
  open(): Promise<{ readonly shop: Workshop; readonly asker: Asker }>;
  close(): Promise<void>;
  /** Each resolves with the operation once it is over. */
  readonly build: () => Promise<Operation>;
  readonly start: (input: CallInput<'deployments.start'>) => Promise<Operation>;
}

export function openWindow(): TestWindow {
  let opened: { readonly shop: Workshop; readonly house: House; readonly asker: Asker } | undefined;
  const get = () => {
    if (opened === undefined) throw new Error('the window is not open');
    return opened;
  };
  return {
    open: async () => {
      const shop = await openWorkshop();
      const house = shop.core.openHouse();
      const asker = askCalls(createCalls({ core: shop.core, house }, noDesktop()));
      opened = { shop, house, asker };
      await shop.configure({ version: 'v1' });
      await asker.ask('apps.add', { directory: shop.folder });
      return opened;
    },
    close: async () => {
      await get().house.close();
      await get().shop.remove();
    },
    build: async () => {
      const { asker, shop } = get();
      return asker.over((await asker.ask('releases.build', { app: shop.app })).operation);
    },
    start: async (input) => {
      const { asker } = get();
      return asker.over((await asker.ask('deployments.start', input)).operation);
    },
  };
}
