/** Starts the inbox: styles, the few things that listen from the beginning, then the first picture. */
import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/avatars.css';
import './styles/fields.css';
import './styles/overlays.css';
import './styles/palette.css';
import './styles/macros.css';
import './styles/shell.css';
import './styles/list.css';
import './styles/search.css';
import './styles/thread.css';
import './styles/message.css';
import './styles/composer.css';
import './styles/panel.css';
import './styles/auth.css';
import './styles/phone.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { whenSignedOut } from './api/client';
import { onTokensChanged } from './api/tokens';
import { keepFilesOut } from './components/files';
import { keepTitle } from './live/notices';
import { startClock } from './store/clock';
import { saveDrafts } from './store/drafts';
import { speakAsChosen } from './store/language';
import { followSystem } from './store/look';
import { followAddress } from './store/route';
import { leave, resume, useSession } from './store/session';

followSystem();
followAddress();
startClock();
keepTitle();
keepFilesOut();
whenSignedOut(() => leave(true));
onTokensChanged((tokens) => {
  const { phase } = useSession.getState();
  if (!tokens && phase === 'in') leave(false);
  if (tokens && phase === 'out') void resume();
});
addEventListener('online', () => useSession.getState().phase === 'unreachable' && void resume());
addEventListener('pagehide', saveDrafts);
void resume();
await speakAsChosen();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
