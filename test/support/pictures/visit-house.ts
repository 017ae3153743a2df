import http from 'node:http';

/** Visitors, so that the sparklines have something to show: fewer for each port that follows. Returns their end. */
export function visitHouse(ports: readonly number[]): () => void {
  const timers = ports.map((port, index) => {
    let beat = 0;
    return setInterval(
      () => {
        beat += 1;
        // Waves, as days have them, in a minute.
        if (Math.sin(beat / 40 + index) < -0.6) return;
        const request = http.get(
          { host: '127.0.0.1', port, path: '/', agent: false, timeout: 5000 },
          (answer) => answer.resume(),
        );
        // A house that is being furnished does not answer everybody.
        request.on('error', () => undefined);
      },
      60 * (index + 1),
    );
  });
  return () => timers.forEach((timer) => clearInterval(timer));
}
