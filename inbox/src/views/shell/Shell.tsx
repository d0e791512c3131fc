/** The frame around everything: navigation, one surface, and what floats above it. */
import { useEffect } from 'react';
import { ErrorBoundary } from '@/components/ErrorBoundary';
import { usePhone, useWide } from '@/components/media';
import { goLive, goQuiet } from '@/live/live';
import { countsSoon } from '@/store/inbox';
import { useLook } from '@/store/look';
import { loadUsers } from '@/store/people';
import { openContactId, openId, type Route, useRoute } from '@/store/route';
import { focusOn } from '@/store/ui';
import { t } from '@/texts';
import { InboxView } from '../InboxView';
import { ConnectionLine } from './ConnectionLine';
import { KeySheet } from './KeySheet';
import { LaterDialogs, LaterPlace } from './LaterPlace';
import { MacroPicker } from './MacroPicker';
import { Nav } from './Nav';
import { Palette } from './Palette';
import { listenToKeys } from './shortcuts';
import { TabBar } from './TabBar';
import { Toaster } from './Toaster';

const isLater = (place: Route['name']) => place === 'settings' || place === 'reports';

export function Shell() {
  const place = useRoute((state) => state.route.name);
  const open = useRoute(({ route }) => openId(route) !== null || openContactId(route) !== null);
  const wide = useWide();
  const phone = usePhone();
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
        <ConnectionLine />
        <ErrorBoundary key={place}>
          {isLater(place) ? <LaterPlace key={place} name={place} /> : <InboxView />}
        </ErrorBoundary>
        {(isLater(place) || (phone && !open)) && <Toaster />}
      </main>
      <TabBar />
      <KeySheet />
      <Palette />
      <MacroPicker />
      <LaterDialogs />
    </div>
  );
}
