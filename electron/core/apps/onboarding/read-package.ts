import { z } from 'zod';
import type { Hint } from './hints.ts';

const manifest = z.looseObject({
  name: z.string().max(214).optional().catch(undefined),
  scripts: z.record(z.string(), z.string()).optional().catch(undefined),
});

/** What package.json tells of an app's name and its test. Nothing when it is none. */
export function readPackage(text: string): {
  readonly name?: Hint<string>;
  readonly test?: Hint<readonly string[]>;
} {
  let found: z.infer<typeof manifest>;
  try {
    found = manifest.parse(JSON.parse(text));
  } catch {
    return {};
  }
  const { name, scripts } = found;
  const test = nodeTest(scripts?.['test'] ?? '');
  return {
    // A scope says whose it is, not what it is.
    ...(name === undefined
      ? {}
      : { name: { value: name.replace(/^@[^/]*\//, ''), because: `name ${name} in package.json` } }),
    ...(test === undefined ? {} : { test }),
  };
}

/**
 * Node's own test runner needs nothing but Node, so it runs in the image as it is. Other runners are development
 * dependencies, which a production image seldom has: a proposed test that fails would keep every release from being deployed.
 */
function nodeTest(script: string): Hint<readonly string[]> | undefined {
  const words = script.trim().split(/\s+/);
  const plain = words.every((word) => /^[\w@%+=:,./-]+$/.test(word));
  if (words[0] !== 'node' || !words.includes('--test') || !plain) return undefined;
  return { value: words, because: `scripts.test in package.json: ${script.trim()}` };
}
