import { spawn } from 'node:child_process';

/**
 * Opens a page in the user's browser, with what the platform has for it. Rejects, when there is nothing for it or that fails
 * at once; what the browser then does is not waited for.
 */
export function openBrowser(url: string, platform: NodeJS.Platform): Promise<void> {
  const [program, words] = opener(url, platform);
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'ignore', detached: true });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code ?? 'a signal'}`));
    });
    child.unref();
  });
}

function opener(url: string, platform: NodeJS.Platform): readonly [program: string, words: string[]] {
  if (platform === 'darwin') return ['open', [url]];
  // `start` would have the shell interpret the link.
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}
