import '../../../renderer/styles/fonts.css';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/base.css';
import { afterEach } from 'vitest';

/** As main.tsx does before it draws anything. */
document.documentElement.dataset['theme'] = 'light';

afterEach(() => {
  document.documentElement.dataset['theme'] = 'light';
});
