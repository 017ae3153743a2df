const STEP_MS = 100;

/**
 * Answers with exactly `bytes` bytes, spread evenly over `seconds`, and says the length beforehand, so that a client
 * can tell whether its download was cut.
 */
export function trickle(response, { seconds, bytes }) {
  const steps = Math.max(1, Math.round((seconds * 1_000) / STEP_MS));
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes });
  let step = 0;
  const timer = setInterval(() => {
    const from = Math.floor((bytes * step) / steps);
    step += 1;
    response.write(Buffer.alloc(Math.floor((bytes * step) / steps) - from, '.'));
    if (step < steps) return;
    clearInterval(timer);
    response.end();
  }, STEP_MS);
  response.once('close', () => clearInterval(timer));
}
