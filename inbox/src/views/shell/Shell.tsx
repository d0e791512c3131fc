/** The frame around everything: navigation, one surface, and what floats above it. */
import { lazy, Suspense, useEffect } from 'react';
import { ErrorBoundary } from '@/components/ErrorBoundary';
import { useWide } from '@/components/media';
import { goLive, goQuiet } from '@/live/live';
import { countsSoon } from '@/store/inbox';
import { useLook } from '@/store/look';
import { loadUsers } from '@/store/people';
import { useRoute } from '@/store/route';
import { focusOn } from '@/store/ui';
import { t } from '@/texts';
import { InboxView } from '../InboxView';
import { KeySheet } from './KeySheet';
import { Nav } from './Nav';
import { listenToKeys } from './shortcuts';
import { TabBar } from './TabBar';
import { Toaster } from './Toaster';

const Settings = lazy(() => import('../settings/Settings'));

export function Shell() {
  const place = useRoute((state) => state.route.name);
  const open = useRoute(({ route }) => route.name === 'inbox' && route.conversation !== null);
  const wide = useWide();
  const wideNav = useLook((look) => look.wideNav);
  const rail = place === 'settings' || !wide || !wideNav;

  useEffect(() => {
    countsSoon(0);
    void loadUsers();
    goLive();
    const deaf = listenToKeys();
    return () => {
      deaf();
      goQuiet();
    };
  }, []);

  return (
    <div className={`app ${rail ? 'rail' : ''} ${open ? 'has-thread' : ''}`}>
      <button type="button" className="skip" onClick={() => focusOn('conversation-list')}>
        {t.app.skip}
      </button>
      <Nav />
      <main className="surface">
        <ErrorBoundary key={place}>
          {place === 'settings' ? (
            <Suspense fallback={<div className="grow" />}>
              <Settings />
            </Suspense>
          ) : (
            <InboxView />
          )}
        </ErrorBoundary>
        {!open && <Toaster />}
      </main>
      <TabBar />
      <KeySheet />
    </div>
  );
}
