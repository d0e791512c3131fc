/** Which of the few faces the app shows: signing in, the inbox, or that the hub is out of reach. */
import { WifiOff } from 'lucide-react';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import { Btn } from './components/buttons';
import { ErrorBoundary } from './components/ErrorBoundary';
import { Icon } from './components/glyphs';
import { Empty, useSlow } from './components/states';
import { go, useRoute } from './store/route';
import { resume, useSession } from './store/session';
import { t } from './texts';
import { region, useLanguage } from './texts/language';
import { Shell } from './views/shell/Shell';
import { InvitationPage } from './views/sign-in/InvitationPage';
import { LinkPage } from './views/sign-in/LinkPage';
import { SignInPage } from './views/sign-in/SignInPage';

export function App() {
  const language = useLanguage((state) => state.language);
  return (
    <I18nProvider locale={region} key={language}>
      <RouterProvider navigate={go}>
        <ErrorBoundary>
          <Face />
        </ErrorBoundary>
      </RouterProvider>
    </I18nProvider>
  );
}

function Face() {
  const phase = useSession((state) => state.phase);
  const route = useRoute((state) => state.route);
  if (route.name === 'link') return <LinkPage token={route.token} />;
  if (route.name === 'invite') return <InvitationPage token={route.token} />;
  if (phase === 'in') return <Shell />;
  if (phase === 'starting') return <Starting />;
  if (phase === 'unreachable') return <Unreachable />;
  return <SignInPage />;
}

function Starting() {
  const slow = useSlow(true);
  return (
    <div className="cover" aria-busy="true">
      {slow && <p className="f3">{t.app.starting}</p>}
    </div>
  );
}

function Unreachable() {
  return (
    <main className="cover">
      <Empty glyph={<Icon of={WifiOff} size={22} />} tone="bad" title={t.app.unreachable} text={t.app.unreachableMore}>
        <div className="acts">
          <Btn weight="main" onPress={() => void resume()}>
            {t.app.retry}
          </Btn>
        </div>
      </Empty>
    </main>
  );
}
