import { homedir } from 'node:os';
import { createCore } from '../../electron/core/create-core.ts';

/** A process that deploys, tells its parent when a step begins, and goes no further: it waits there to be killed. */
const [app = '', environment = '', step = ''] = process.argv.slice(2);
const core = createCore({ env: process.env, platform: process.platform, home: homedir(), via: 'core' });
await core.deployments.deploy({
  app,
  environment,
  onProgress: (progress) => {
    if (progress.kind !== 'step' || progress.step.name !== step || progress.step.state !== 'running') return;
    process.send?.('reached');
    // Nothing else of this process may run until the signal has come.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
