import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@cloudscape-design/global-styles/index.css';
import './theme/tokens.css';
import './theme/frame.css';
import './ui/ui.css';
import { App } from './app/App.tsx';
import { applyLook } from './app/applyLook.ts';
import { systemClock } from './host/clock.ts';
import { momentIn } from './app/time/cursorAddress.ts';
import { connect } from './host/connect.ts';
import { createSession } from './store/createSession.ts';
import { keptLook } from './store/useLook.ts';

applyLook(keptLook());
const session = createSession({ ...connect(), clock: systemClock, at: momentIn(location.search) });
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
