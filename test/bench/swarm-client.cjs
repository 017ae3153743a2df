// Asks a service by its name all the time, a new connection each time, and prints who answered, when, one JSON per line.
const { get } = require('node:http');
const { promises: dns } = require('node:dns');

// Run by `node -e`: there is no script in front of the arguments.
const [, name, port] = process.argv;
const PAUSE_MS = 5;

async function ask() {
  try {
    const addresses = await dns.resolve4(name);
    const host = addresses[Math.floor(Math.random() * addresses.length)];
    return await new Promise((resolve) => {
      const request = get({ host, port, agent: false, timeout: 2_000 }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.headers['x-version']));
        response.once('error', () => resolve(undefined));
      });
      request.once('timeout', () => request.destroy());
      request.once('error', () => resolve(undefined));
    });
  } catch {
    return undefined;
  }
}

async function main() {
  for (;;) {
    const version = await ask();
    const at = Number(process.hrtime.bigint()) / 1e6;
    process.stdout.write(`${JSON.stringify({ version: version ?? null, at })}\n`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

void main();
