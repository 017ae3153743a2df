export type ThemeChoice = 'light' | 'dark' | 'system';

/**
 * Shows the chosen theme from now on; `system` follows the system's as it changes.
 * @returns stops following
 */
export function applyTheme(choice: ThemeChoice): () => void {
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const show = (): void => {
    const dark = choice === 'system' ? prefersDark.matches : choice === 'dark';
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  };
  show();
  prefersDark.addEventListener('change', show);
  return () => prefersDark.removeEventListener('change', show);
}
