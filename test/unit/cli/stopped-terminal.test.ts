import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const NEVER_BLOCK = join(import.meta.dirname, '../../../electron/cli/terminal/never-block.ts');

it('a terminal that takes no more output does not hold the program up', { timeout: 20_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'twinberth-stopped-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const reached = join(folder, 'reached');
  const program = join(folder, 'program.mjs');
  await writeFile(
    program,
    `import { writeFileSync } from 'node:fs';
     import { neverBlock } from ${JSON.stringify(NEVER_BLOCK)};
     if (!process.stdout.isTTY) throw new Error('no terminal');
     neverBlock(process.stdout);
     for (let line = 0; line < 20_000; line += 1) process.stdout.write('x'.repeat(99) + '\\n');
     writeFileSync(${JSON.stringify(reached)}, '');`,
  );
  // script(1) gives the program a pseudo-terminal, and stops reading it when nobody reads script's own output.
  const child = spawn('script', ['-qec', `${process.execPath} ${program}`, '/dev/null'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await expect.poll(() => existsSync(reached), { timeout: 15_000 }).toBe(true);
});
