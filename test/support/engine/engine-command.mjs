// @ts-check
import { fileURLToPath } from 'node:url';
import { enginePlan, stateFolder } from './engine-plan.mjs';
import { readRecord } from './engine-record.mjs';
import { KEPT, engineUsers, joinEngine, leaveEngine } from './engine-users.mjs';
import { leavePrivate, usePrivate } from './provide-engine.mjs';

const USAGE = `node test/support/engine/engine-command.mjs start|stop|status

start   starts this checkout's private engine with the fixture images, and keeps it until "stop"
stop    removes it without a trace, as soon as no test run uses it any more
status  says where it is`;

const folder = stateFolder(process.env, fileURLToPath(new URL('../../../', import.meta.url)));
const plan = enginePlan(folder);

switch (process.argv[2]) {
  case 'start': {
    const engine = await usePrivate(folder, {
      log: console.error,
      packages: process.env['TWINBERTH_TEST_PACKAGES'],
    });
    joinEngine(folder, KEPT);
    console.log(`TWINBERTH_TEST_ENGINE=${engine.endpoint} TWINBERTH_TEST_ADDRESS=${engine.address}`);
    break;
  }
  case 'stop': {
    leaveEngine(folder, KEPT);
    await leavePrivate(folder, console.error);
    const users = engineUsers(folder);
    if (users.length > 0) console.error(`still used by process ${users.join(', ')}; it goes when they end`);
    break;
  }
  case 'status': {
    const record = readRecord(folder);
    console.log(
      record === undefined
        ? 'none'
        : `${plan.endpoint} at ${record.address}, used by ${engineUsers(folder).join(', ')}`,
    );
    break;
  }
  default:
    console.error(USAGE);
    process.exitCode = 2;
}
