/** The agent at the foot of the navigation: at the desk or not, how the app looks, and the way out. */
import { Bell, ChartColumn, ChevronUp, LogOut, Monitor, Moon, Sun, UserPlus, UserRound } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Presence } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { Choice, ChoiceGroup, ChoiceLine, Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { PaletteChoice } from '@/components/PaletteChoice';
import { useLost } from '@/store/connection';
import { setLook, type Theme, useLook } from '@/store/look';
import { usePeople } from '@/store/people';
import { choosePresence } from '@/store/presence';
import { go } from '@/store/route';
import { hasDashboard, may, myId, signOut, useSession } from '@/store/session';
import { t } from '@/texts';
import { askForNotices, useNoticeState } from './notice-permission';

const STATES: Presence[] = ['online', 'away', 'offline'];
const THEMES = { auto: Monitor, light: Sun, dark: Moon } as const;

export function useMyPresence(): Presence {
  const known = usePeople((state) => state.users.find((user) => user.id === myId())?.presence ?? 'offline');
  return useLost() ? 'offline' : known;
}

export function Account() {
  const user = useSession((state) => state.me?.user);
  const presence = useMyPresence();
  if (!user) return null;
  const trigger = (
    <Button className="nav-me">
      <Avatar id={user.id} name={user.name} size={28} presence={presence} />
      <span className="grow nav-text">
        <span className="med cut nav-me-name">{user.name}</span>
        <span className="nav-me-state">{t.presence[presence]}</span>
      </span>
      <Icon of={ChevronUp} className="nav-text f3" />
      <span className="hidden">{`${user.name}, ${t.nav.account}`}</span>
    </Button>
  );
  return (
    <Choices trigger={trigger} label={t.nav.account} placement="top start">
      <AccountChoices presence={presence} />
    </Choices>
  );
}

export function AccountChoices({ presence }: { presence: Presence }) {
  const theme = useLook((look) => look.theme);
  const notices = useNoticeState();
  return (
    <>
      <ChoiceGroup title={t.nav.presence}>
        {STATES.map((state) => (
          <Choice
            key={state}
            name={t.presence[state]}
            glyph={<span className={`dot big ${state === 'online' ? 'on' : state}`} />}
            chosen={state === presence}
            onAction={() => choosePresence(state)}
          >
            {t.presence[state]}
          </Choice>
        ))}
      </ChoiceGroup>
      <ChoiceLine />
      <ChoiceGroup title={t.nav.look}>
        {(Object.keys(THEMES) as Theme[]).map((name) => (
          <Choice
            key={name}
            name={t.look[name]}
            glyph={<Icon of={THEMES[name]} />}
            chosen={name === theme}
            onAction={() => setLook({ theme: name })}
          >
            {t.look[name]}
          </Choice>
        ))}
      </ChoiceGroup>
      <ChoiceLine />
      <ChoiceGroup title={t.nav.you}>
        {notices === 'default' && (
          <Choice name={t.notices.allow} glyph={<Icon of={Bell} />} onAction={() => void askForNotices()}>
            {t.notices.allow}
          </Choice>
        )}
        <PaletteChoice />
        <Choice name={t.nav.profile} glyph={<Icon of={UserRound} />} onAction={() => go('#/settings/profile')}>
          {t.nav.profile}
        </Choice>
        {hasDashboard() && (
          <Choice name={t.nav.reports} glyph={<Icon of={ChartColumn} />} onAction={() => go('#/reports')}>
            {t.nav.reports}
          </Choice>
        )}
        {may('users.manage') && (
          <Choice name={t.nav.people} glyph={<Icon of={UserPlus} />} onAction={() => go('#/settings/team')}>
            {t.nav.people}
          </Choice>
        )}
        <Choice name={t.nav.signOut} glyph={<Icon of={LogOut} />} onAction={() => void signOut()}>
          {t.nav.signOut}
        </Choice>
      </ChoiceGroup>
    </>
  );
}
