import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { applyTheme } from './app/apply-theme.ts';
import { HouseWindow } from './app/HouseWindow.tsx';
import { OpeningFrame } from './app/OpeningFrame.tsx';
import { findBridge } from './bridge/find-bridge.ts';
import { HouseProvider } from './store/HouseProvider.tsx';

// Until the user's own choice is known.
applyTheme('system');
const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no element #root');
void open(createRoot(element));

async function open(root: Root): Promise<void> {
  root.render(<OpeningFrame />);
  const bridge = await findBridge();
  root.render(
    <StrictMode>
      <HouseProvider bridge={bridge}>
        <HouseWindow />
      </HouseProvider>
    </StrictMode>,
  );
}
