import type { Core, Settled } from '../core/core.ts';
import { isFailure, toFailure } from '../core/runtime/failure.ts';
import type { Cli } from './cli.ts';
import { cleanText } from './terminal/clean-text.ts';

/**
 * Settles what is due and what a crash left, as every command does that may change something, and says what came of it.
 * That it could not be done does not stop the command: what needs the same engine will say so itself. Only `history.damaged` does.
 */
export async function settleFirst(cli: Cli, core: Core): Promise<readonly Settled[]> {
  const { paint, symbols } = cli.out;
  try {
    const settled = await core.settle();
    for (const entry of settled) {
      if (entry.what === 'waiting') continue;
      const back = entry.state === 'reverted' || entry.state === 'failed' || entry.state === 'interrupted';
      const sign = back ? paint.warn(symbols.back) : paint.faint(symbols.done);
      cli.say(`${sign} ${entry.app} ${symbols.arrow} ${entry.environment}: ${cleanText(entry.text)}`);
    }
    return settled;
  } catch (error) {
    // Nothing more is to be written into it.
    if (isFailure(error, 'history.damaged')) throw error;
    cli.say(`${paint.warn(symbols.warning)} Not settled yet: ${cleanText(toFailure(error).message)}`);
    return [];
  }
}
