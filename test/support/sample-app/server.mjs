import { readBehaviour } from './behaviour.mjs';
import { createSampleServer } from './create-sample-server.mjs';

const behaviour = readBehaviour(process.env);
const settings = {
  version: process.env.VERSION ?? 'unversioned',
  instance: process.env.HOSTNAME ?? 'local',
  behaviour,
};

if (behaviour.exitsAtOnce) {
  console.error('sample: cannot start, the setting GREETING_SERVICE is missing');
  process.exit(3);
}
if (behaviour.startsAfterMs > 0) {
  console.log(`sample: warming up for ${behaviour.startsAfterMs} ms`);
  await new Promise((resolve) => setTimeout(resolve, behaviour.startsAfterMs));
}

const server = createSampleServer(settings);
const port = Number(process.env.PORT ?? 8080) + (behaviour.listensElsewhere ? 1 : 0);
server.listen(port, behaviour.loopbackOnly ? '127.0.0.1' : '0.0.0.0', () => {
  console.log(`sample: ${settings.version} listens on ${port}, behaviour ${behaviour.name}`);
});
if (behaviour.diesAfterMs !== undefined) setTimeout(die, behaviour.diesAfterMs);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop(signal));

/** @param {string} signal */
function stop(signal) {
  if (behaviour.ignoresSigterm) {
    console.log(`sample: ${signal} ignored`);
    return;
  }
  console.log(`sample: ${signal}, finishing what is open`);
  server.finish(() => process.exit(0));
}

function die() {
  console.error('sample: lost its database, giving up');
  process.exit(1);
}
