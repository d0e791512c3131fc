/** The navigation: the views that answer "what is mine to do", with their numbers. */
import { CircleUser, Inbox, Keyboard, type LucideIcon, PanelLeft, Settings, TextAlignStart } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Channel, ConversationStatus } from '@/api/types';
import { IconBtn } from '@/components/buttons';
import { ChannelGlyph, Icon, Logo, StatusGlyph } from '@/components/glyphs';
import { useWide } from '@/components/media';
import { useInbox } from '@/store/inbox';
import { setLook, useLook } from '@/store/look';
import { go, openConversation, useRoute } from '@/store/route';
import { useSession } from '@/store/session';
import { setUi } from '@/store/ui';
import { named, sameView, show, useView, type View } from '@/store/views';
import { t } from '@/texts';
import { Account } from './Account';

interface EntryProps {
  glyph: ReactNode;
  text: string;
  count?: number | undefined;
  hot?: boolean;
  on: boolean;
  keys?: string[];
  onPress: () => void;
  minor?: boolean;
}

function Entry({ glyph, text, count, hot = false, on, keys, onPress, minor = false }: EntryProps) {
  const shown = count ? count.toLocaleString('en') : null;
  return (
    <button
      type="button"
      className={`nav-it ${on ? 'on' : ''} ${minor ? 'minor' : ''}`}
      aria-current={on ? 'page' : undefined}
      title={keys ? `${text} (${keys.join(' ')})` : text}
      onClick={onPress}
    >
      {glyph}
      <span className="nav-text">{text}</span>
      {shown && <span className={`nav-n ${hot ? 'hot' : ''}`}>{shown}</span>}
    </button>
  );
}

const glyph = (of: LucideIcon) => <Icon of={of} />;

function useViewEntry() {
  const view = useView((state) => state.view);
  const inInbox = useRoute((state) => state.route.name === 'inbox');
  return (wanted: View) => ({
    on: inInbox && sameView(view, wanted),
    onPress: () => {
      show(wanted);
      openConversation(null);
    },
  });
}

const STATES: (ConversationStatus | 'snoozed')[] = ['pending', 'snoozed', 'resolved', 'closed'];

/** The website chat is always there; other channels once something came by them. */
const inUse = ([channel, count]: [Channel, number]) => channel === 'widget' || count > 0;

export function Nav() {
  const tenant = useSession((state) => state.me?.tenant.name ?? '');
  const counts = useInbox((state) => state.counts);
  const entry = useViewEntry();
  const wide = useWide();
  const wideNav = useLook((look) => look.wideNav);
  const settings = useRoute((state) => state.route.name === 'settings');
  const channels = (Object.entries(counts?.by_channel ?? {}) as [Channel, number][]).filter(inUse);
  return (
    <nav className="nav" aria-label={t.nav.main}>
      <div className="nav-ws" title={tenant}>
        <span className="mark">
          <Logo />
        </span>
        <span className="cut grow nav-text">{tenant}</span>
        {wide && !settings && (
          <IconBtn
            icon={PanelLeft}
            label={wideNav ? t.nav.hide : t.nav.show}
            keys={['[']}
            className="nav-fold small"
            onPress={() => setLook({ wideNav: !wideNav })}
          />
        )}
      </div>
      <div className="nav-scroll">
        <Entry
          glyph={glyph(Inbox)}
          text={t.nav.mine}
          count={counts?.mine}
          hot
          keys={['G', 'I']}
          {...entry(named.mine)}
        />
        <Entry
          glyph={glyph(CircleUser)}
          text={t.nav.unassigned}
          count={counts?.unassigned}
          keys={['G', 'U']}
          {...entry(named.unassigned)}
        />
        <Entry
          glyph={glyph(TextAlignStart)}
          text={t.nav.open}
          count={counts?.open}
          keys={['G', 'A']}
          {...entry(named.open)}
        />
        <h2 className="nav-h">{t.nav.status}</h2>
        {STATES.map((status) => (
          <Entry
            key={status}
            glyph={<StatusGlyph status={status} size={16} />}
            text={t.status[status]}
            count={status === 'pending' || status === 'snoozed' ? counts?.[status] : undefined}
            {...entry({ assignee: 'any', status, channel: null })}
          />
        ))}
        {channels.length > 0 && <h2 className="nav-h">{t.nav.channels}</h2>}
        {channels.map(([channel, count]) => (
          <Entry
            key={channel}
            glyph={<ChannelGlyph channel={channel} />}
            text={t.channel[channel]}
            count={count}
            {...entry({ assignee: 'any', status: 'open', channel })}
          />
        ))}
        <div className="nav-gap" />
        <Entry
          glyph={glyph(Keyboard)}
          text={t.nav.keys}
          on={false}
          keys={['?']}
          onPress={() => setUi({ keySheet: true })}
        />
        <Entry glyph={glyph(Settings)} text={t.nav.settings} on={settings} onPress={() => go('#/settings')} />
      </div>
      <Account />
    </nav>
  );
}
