/** The navigation of a phone: five places under the thumb. */
import { CircleUser, Inbox, Settings, TextAlignStart } from 'lucide-react';
import { Button } from 'react-aria-components';
import { Avatar } from '@/components/Avatar';
import { Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { useInbox } from '@/store/inbox';
import { go, openConversation, useRoute } from '@/store/route';
import { unreadIn } from '@/store/rows';
import { useSearching } from '@/store/search';
import { useSession } from '@/store/session';
import { type NamedView, named, sameView, show, useView } from '@/store/views';
import { t } from '@/texts';
import { AccountChoices, useMyPresence } from './Account';

const VIEWS = [
  { name: 'mine', icon: Inbox },
  { name: 'unassigned', icon: CircleUser },
  { name: 'open', icon: TextAlignStart },
] as const;

export function TabBar() {
  const user = useSession((state) => state.me?.user);
  const view = useView((state) => state.view);
  const waiting = useInbox((state) => unreadIn(state.rows, named.mine, user?.id ?? ''));
  const place = useRoute((state) => state.route.name);
  const searching = useSearching();
  const presence = useMyPresence();
  const open = (name: NamedView) => {
    show(named[name]);
    openConversation(null);
  };
  if (!user) return null;
  return (
    <nav className="tabbar" aria-label={t.nav.main}>
      {VIEWS.map(({ name, icon }) => {
        const on = place === 'inbox' && !searching && sameView(view, named[name]);
        return (
          <button
            key={name}
            type="button"
            className={on ? 'on' : ''}
            aria-current={on ? 'page' : undefined}
            onClick={() => open(name)}
          >
            <span className="tab-glyph">
              <Icon of={icon} size={22} />
              {name === 'mine' && waiting > 0 && <span className="cnt">{waiting}</span>}
            </span>
            {t.nav[name]}
          </button>
        );
      })}
      <button
        type="button"
        className={place === 'settings' ? 'on' : ''}
        aria-current={place === 'settings' ? 'page' : undefined}
        onClick={() => go('#/settings')}
      >
        <Icon of={Settings} size={22} />
        {t.nav.settings}
      </button>
      <Choices
        label={t.nav.account}
        placement="top end"
        trigger={
          <Button className={place === 'reports' ? 'on' : ''} aria-current={place === 'reports' ? 'page' : undefined}>
            <Avatar id={user.id} name={user.name} size={24} presence={presence} />
            {t.nav.you}
          </Button>
        }
      >
        <AccountChoices presence={presence} />
      </Choices>
    </nav>
  );
}
