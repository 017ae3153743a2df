/** Which parts of the house may know which others, and which packages each may use. */
export interface Layer {
  /** Folder, relative to the checkout. */
  readonly folder: string;
  readonly mayImport: readonly string[];
  /** Packages from the registry; `node:` modules are allowed where `node` is true. */
  readonly packages: readonly string[];
  readonly node: boolean;
}

/** The innermost folder that holds a file decides, so `electron/core/engine` comes before `electron/core`. */
export const LAYERS: readonly Layer[] = [
  { folder: 'shared', mayImport: ['shared'], packages: ['zod'], node: false },
  {
    folder: 'electron/core/engine',
    mayImport: ['electron/core', 'shared'],
    packages: ['dockerode', 'docker-modem', 'tar-stream', 'zod'],
    node: true,
  },
  {
    folder: 'electron/core/db',
    mayImport: ['electron/core', 'shared'],
    packages: ['better-sqlite3', 'zod'],
    node: true,
  },
  {
    folder: 'electron/core',
    mayImport: ['electron/core', 'shared'],
    packages: ['tar-stream', 'yaml', 'zod'],
    node: true,
  },
  {
    folder: 'electron/cli',
    mayImport: ['electron/cli', 'electron/serve', 'electron/core', 'shared'],
    packages: ['commander', 'string-width', 'yaml', 'zod'],
    node: true,
  },
  {
    folder: 'electron/serve',
    mayImport: ['electron/serve', 'electron/core', 'shared'],
    packages: ['ws', 'zod'],
    node: true,
  },
  {
    folder: 'electron/main',
    mayImport: ['electron/main', 'electron/core', 'shared'],
    packages: ['electron', 'zod'],
    node: true,
  },
  {
    folder: 'electron/preload',
    mayImport: ['electron/preload', 'shared'],
    packages: ['electron'],
    node: false,
  },
  {
    folder: 'renderer',
    mayImport: ['renderer', 'shared'],
    // No zod: the window trusts what the core has checked, and does not load a checker.
    packages: [
      'react',
      'react-dom',
      'zustand',
      '@tanstack/react-virtual',
      '@fontsource-variable/inter',
      '@fontsource-variable/jetbrains-mono',
    ],
    node: false,
  },
];

export const TOP_FOLDERS: readonly string[] = ['.ci', 'docs', 'electron', 'renderer', 'shared', 'test'];

export const MAX_SOURCE_BYTES = 12 * 1024;
