import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The development server writes scripts into the page, which the policy of the page forbids. */
const withoutPolicyInDevelopment: Plugin = {
  name: 'without-policy-in-development',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

/** Builds the window's pages into dist/renderer, for app:// and for `twinberth serve` alike: all paths are relative. */
export default defineConfig({
  root: fromHere('renderer'),
  base: './',
  plugins: [react(), withoutPolicyInDevelopment],
  build: {
    outDir: fromHere('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    // A font or picture inside of a style sheet would be a data: address, which the policy does not allow for fonts.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        // What the window begins with in one script and one style sheet: of dozens of small ones, any that fails to arrive
        // (a browser drops its requests when a network of containers comes or goes on its machine) would leave it empty.
        codeSplitting: { groups: [{ name: 'window', tags: ['$initial'] }] },
      },
    },
  },
});
