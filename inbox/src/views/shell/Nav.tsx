/** The way to every view: the usual ones, those of teams and channels, and what was saved under a name. */
import { Bookmark, ChartColumn, Flag, Hexagon, Keyboard, type LucideIcon, PanelLeft, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Counts } from '@/api/types';
import { IconBtn } from '@/components/buttons';
import { ChannelGlyph, Icon, Logo, StatusGlyph } from '@/components/glyphs';
import { useWide } from '@/components/media';
import { useInbox } from '@/store/inbox';
import { setLook, useLook } from '@/store/look';
import { usePeople } from '@/store/people';
import { go, openConversation, useRoute } from '@/store/route';
import { useSaved } from '@/store/saved';
import { useSearching } from '@/store/search';
import { hasDashboard, useSession } from '@/store/session';
import { setUi } from '@/store/ui';
import { type NamedView, sameView, show, useView, type View, viewOf, viewWith } from '@/store/views';
import { t } from '@/texts';
import { byChannel, byStatus, countText, own } from '../list/usual';
import { VIEW_GLYPHS } from '../list/ViewMenu';
import { Account } from './Account';

interface EntryProps {
  glyph: ReactNode;
  text: string;
  count?: number | undefined;
  atLeast?: boolean;
  hot?: boolean;
  on: boolean;
  keys?: string[];
  onPress: () => void;
  minor?: boolean;
}

function Entry({ glyph, text, count, atLeast = false, hot = false, on, keys, onPress, minor = false }: EntryProps) {
  const shown = count ? countText(count, atLeast) : null;
  return (
    <button
      type="button"
      className={`nav-it ${on ? 'on' : ''} ${minor ? 'minor' : ''}`}
      aria-current={on ? 'page' : undefined}
      title={keys ? `${text} (${keys.join(' ')})` : text}
      onClick={onPress}
    >
      {glyph}
      <span className="nav-text cut">{text}</span>
      {shown && <span className={`nav-n ${hot ? 'hot' : ''}`}>{shown}</span>}
    </button>
  );
}

const glyph = (of: LucideIcon) => <Icon of={of} />;

function useViewEntry() {
  const { view, saved } = useView();
  const inInbox = useRoute((state) => state.route.name === 'inbox');
  // a search looks everywhere: what it shows is no view
  const searching = useSearching();
  return (wanted: View, id: string | null = null) => ({
    on: inInbox && !searching && (id ? saved === id : saved === null && sameView(view, wanted)),
    onPress: () => {
      show(wanted, id);
      openConversation(null);
    },
  });
}

const KEYS: Partial<Record<NamedView, string[]>> = {
  mine: ['G', 'I'],
  unassigned: ['G', 'U'],
  mentions: ['G', 'M'],
  open: ['G', 'A'],
};

function Own({ counts, entry }: PartProps) {
  return own(counts).map(({ key, view, count }) => (
    <Entry
      key={key}
      glyph={glyph(VIEW_GLYPHS[key])}
      text={key === 'snoozed' ? t.status.snoozed : t.nav[key]}
      count={count}
      hot={key === 'mine' || key === 'mentions'}
      {...(KEYS[key] && { keys: KEYS[key] })}
      {...entry(view)}
    />
  ));
}

interface PartProps {
  counts: Counts | null;
  entry: ReturnType<typeof useViewEntry>;
}

function Teams({ counts, entry }: PartProps) {
  const teams = usePeople((state) => state.teams);
  if (teams.length === 0) return null;
  return (
    <>
      <h2 className="nav-h">{t.nav.teams}</h2>
      {teams.map(({ id, name }) => (
        <Entry
          key={id}
          glyph={glyph(Hexagon)}
          text={name}
          count={counts?.by_team[id]}
          {...entry(viewWith({ team: [id] }))}
        />
      ))}
    </>
  );
}

function Saved({ counts, entry }: PartProps) {
  const views = useSaved((state) => state.views);
  if (views.length === 0) return null;
  return (
    <>
      <h2 className="nav-h">{t.nav.saved}</h2>
      {views.map((saved) => (
        <Entry
          key={saved.id}
          glyph={glyph(saved.is_shared ? Flag : Bookmark)}
          text={saved.name}
          count={counts?.by_view[saved.id]}
          atLeast={counts?.at_least.includes(saved.id) ?? false}
          {...entry(viewOf(saved), saved.id)}
        />
      ))}
    </>
  );
}

export function Nav() {
  const tenant = useSession((state) => state.me?.tenant.name ?? '');
  const counts = useInbox((state) => state.counts);
  const entry = useViewEntry();
  const wide = useWide();
  const wideNav = useLook((look) => look.wideNav);
  const place = useRoute((state) => state.route.name);
  const settings = place === 'settings';
  const leads = useSession(hasDashboard);
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
        <Own counts={counts} entry={entry} />
        <h2 className="nav-h">{t.nav.status}</h2>
        {byStatus(counts).map(({ key, view, count }) => (
          <Entry
            key={key}
            glyph={<StatusGlyph status={key} size={16} />}
            text={t.status[key]}
            count={count}
            {...entry(view)}
          />
        ))}
        <Teams counts={counts} entry={entry} />
        <h2 className="nav-h">{t.nav.channels}</h2>
        {byChannel(counts).map(({ key, view, count }) => (
          <Entry
            key={key}
            glyph={<ChannelGlyph channel={key} />}
            text={t.channel[key]}
            count={count}
            {...entry(view)}
          />
        ))}
        <Saved counts={counts} entry={entry} />
        <div className="nav-gap" />
        {leads && (
          <Entry
            glyph={glyph(ChartColumn)}
            text={t.nav.reports}
            on={place === 'reports'}
            keys={['G', 'D']}
            onPress={() => go('#/reports')}
          />
        )}
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
