/** Actions that are made of what there is just now: people, teams, tags, views, languages. Found by typing. */
import {
  Bookmark,
  CircleCheck,
  Clock,
  Flag,
  Hexagon,
  Inbox,
  Languages,
  LogOut,
  Monitor,
  Settings,
  Tag,
  UserRound,
  UserRoundX,
  Zap,
} from 'lucide-react';
import type { Presence, Priority, User } from '@/api/types';
import { assignAll, setPriorityOfAll, setStatusOfAll, snoozeAll, toggleTagOfAll } from '@/store/bulk';
import { statusChoices, statusName, useCustomStatuses } from '@/store/custom-statuses';
import { assign, assignTeam, setPriority, setStatus, snooze, snoozeTimes, toggleTag } from '@/store/deeds';
import { chooseLanguage } from '@/store/language';
import { setLook, type Theme } from '@/store/look';
import { applicable, loadMacros, useMacros } from '@/store/macros';
import { usePeople } from '@/store/people';
import { macroTarget } from '@/store/picked';
import { choosePresence } from '@/store/presence';
import { go } from '@/store/route';
import { useSaved } from '@/store/saved';
import { may, seesAll, signOut } from '@/store/session';
import { useTags } from '@/store/tags';
import { warn } from '@/store/toasts';
import { focusSoon, setUi } from '@/store/ui';
import { show, viewOf, viewWith } from '@/store/views';
import { t } from '@/texts';
import { type Language, languageOptions } from '@/texts/language';
import type { SettingsEntry } from '@/views/settings/Settings';
import { type Action, hasSomething, isPicked, onOne, onOpened, onPicked } from './action';

const namesOf = <Name extends string>(texts: Readonly<Record<Name, string>>) => Object.keys(texts) as Name[];

const colleagues = () => usePeople.getState().users.filter((user) => user.is_active);

const toColleague = ({ id, name }: User): Omit<Action, 'group'> => ({
  id: `assign:${id}`,
  label: () => t.palette.assignTo(name),
  icon: UserRound,
  run: onPicked(
    () => assignAll({ id, name }),
    onOne((open) => assign(open, { id, name })),
  ),
});

/** For who sees more than their own. */
const ofColleague = ({ id, name }: User): Omit<Action, 'group'> => ({
  id: `of:${id}`,
  label: () => t.palette.conversationsOf(name),
  icon: Inbox,
  when: seesAll,
  run: () => {
    show(viewWith({ assignee: [id] }));
    go('#/');
    focusSoon('conversation-list');
  },
});

function toWhom(): Omit<Action, 'group'>[] {
  const { teams } = usePeople.getState();
  return [
    {
      id: 'assign:nobody',
      label: () => t.palette.assignNobody,
      icon: UserRoundX,
      run: onPicked(
        () => assignAll(null),
        onOne((open) => assign(open, null)),
      ),
    },
    ...teams.map(({ id, name }) => ({
      id: `team:${id}`,
      label: () => t.palette.team(name),
      icon: Hexagon,
      when: () => !isPicked(),
      run: onOne((open) => assignTeam(open, id)),
    })),
  ];
}

function onConversations(): Omit<Action, 'group'>[] {
  const { tags } = useTags.getState();
  return [
    ...(may('conversations.assign') ? toWhom() : []),
    ...tags.map(({ id, name }) => ({
      id: `tag:${id}`,
      label: () => t.palette.tag(name),
      icon: Tag,
      run: onPicked(
        () => toggleTagOfAll(id, name),
        onOne((open) => toggleTag(open, id)),
      ),
    })),
    ...[...snoozeTimes(Date.now()), { label: t.header.snoozeReply, until: 'reply' }].map(({ label, until }, index) => ({
      id: `snooze:${index}`,
      label: () => t.palette.snooze(label),
      icon: Clock,
      run: onPicked(
        () => snoozeAll(until),
        onOne((open) => snooze(open, until)),
      ),
    })),
    ...namesOf<Priority>(t.priority).map((priority) => ({
      id: `priority:${priority}`,
      label: () => t.palette.priority(t.priority[priority]),
      icon: Flag,
      run: onPicked(
        () => setPriorityOfAll(priority),
        onOne((open) => setPriority(open, priority)),
      ),
    })),
    ...statusChoices(useCustomStatuses.getState().statuses).map((choice) => ({
      id: `status:${choice.custom?.id ?? choice.status}`,
      label: () => t.palette.status(statusName(choice)),
      icon: CircleCheck,
      run: onPicked(
        () => setStatusOfAll(choice.status, choice.custom),
        onOne((open) => setStatus(open, choice.status, choice.custom)),
      ),
    })),
  ];
}

const macros = (): Omit<Action, 'group'>[] =>
  applicable(useMacros.getState().items).map(({ id, name }) => ({
    id: `macro:${id}`,
    label: () => t.palette.macro(name),
    icon: Zap,
    when: hasSomething,
    run: onPicked(
      () => setUi({ macros: { of: id, to: macroTarget() } }),
      onOpened(() => setUi({ macros: { of: id } })),
    ),
  }));

let pages: (() => SettingsEntry[]) | null = null;

/** The settings know their pages, the hub the macros; both are fetched when the palette is first opened. */
export async function loadMore(): Promise<void> {
  const macrosThere = useMacros.getState().items ? null : loadMacros();
  pages ??= (await import('@/views/settings/Settings')).pagesAllowed;
  await macrosThere;
}

const places = (): Omit<Action, 'group'>[] => [
  ...(useSaved.getState().views ?? []).map((saved) => ({
    id: `view:${saved.id}`,
    label: () => t.palette.view(saved.name),
    icon: Bookmark,
    run: () => {
      show(viewOf(saved), saved.id);
      go('#/');
    },
  })),
  ...(pages?.() ?? []).map(({ page, title, icon }) => ({
    id: `settings:${page}`,
    label: () => t.palette.settings(title),
    icon,
    run: () => go(`#/settings/${page}`),
  })),
  { id: 'settings', label: () => t.nav.settings, icon: Settings, run: () => go('#/settings') },
];

const speakIt = (language: Language) => void chooseLanguage(language).catch(() => warn(t.problem.unreachable));

const app = (): Omit<Action, 'group'>[] => [
  ...languageOptions.map(({ value, text }) => ({
    id: `language:${value}`,
    label: () => t.palette.language(text),
    icon: Languages,
    run: () => speakIt(value),
  })),
  ...(['auto', 'light', 'dark'] satisfies Theme[]).map((theme) => ({
    id: `theme:${theme}`,
    label: () => t.palette.theme(t.look[theme]),
    icon: Monitor,
    run: () => setLook({ theme }),
  })),
  ...(['cosy', 'compact'] as const).map((density) => ({
    id: `density:${density}`,
    label: () => t.palette.density(t.look[density]),
    icon: Monitor,
    run: () => setLook({ density }),
  })),
  ...namesOf<Presence>(t.presence).map((presence) => ({
    id: `presence:${presence}`,
    label: () => t.palette.presence(t.presence[presence]),
    icon: UserRound,
    run: () => choosePresence(presence),
  })),
  { id: 'sign-out', label: () => t.nav.signOut, icon: LogOut, run: () => void signOut() },
];

const grouped = (group: Action['group'], actions: Omit<Action, 'group'>[]) =>
  actions.map((action) => ({ ...action, group }));

const mayAssign = () => hasSomething() && may('conversations.change') && may('conversations.assign');

export const choices = (): Action[] => [
  ...grouped('colleagues', mayAssign() ? colleagues().map(toColleague) : []),
  ...grouped('colleagues', colleagues().map(ofColleague)),
  ...(hasSomething() && may('conversations.change') ? grouped('conversation', onConversations()) : []),
  ...grouped('conversation', macros()),
  ...grouped('go', places()),
  ...grouped('app', app()),
];
