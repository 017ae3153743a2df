// @ts-check

/**
 * How Twinberth shows itself.
 * @typedef {{ kind: 'desktop', program: string } | { kind: 'browser', why: string }} Face
 */

/**
 * @param {{ platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>, root: boolean,
 *   args: readonly string[], electron: () => { program: string } | { problem: string } }} machine
 *   `electron` looks for one, which may download it, and is asked only where it could show a window
 * @returns {Face}
 */
export function chooseFace({ platform, env, root, args, electron }) {
  const isSet = (/** @type {string} */ name) => (env[name] ?? '') !== '';
  if (platform === 'linux' && !isSet('DISPLAY') && !isSet('WAYLAND_DISPLAY'))
    return { kind: 'browser', why: 'There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set).' };
  if (platform === 'linux' && root && !args.includes('--no-sandbox'))
    return {
      kind: 'browser',
      why:
        "Chromium's sandbox, which the desktop app relies on, does not work for root. Start it as an ordinary user " +
        'who may use Docker, or without the sandbox: npm start -- --no-sandbox',
    };
  const found = electron();
  if ('program' in found) return { kind: 'desktop', program: found.program };
  return {
    kind: 'browser',
    why:
      `Electron cannot be had: ${found.problem}. It is downloaded once; where that is not possible, name the folder of ` +
      'an Electron build in ELECTRON_OVERRIDE_DIST_PATH.',
  };
}
