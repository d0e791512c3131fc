/** Macros: a reply and what is done with it. What they name may have gone since; that is said, and skipped. */
import { create } from 'zustand';
import { conversations, macros as hub } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { Applied, Macro, MacroAction } from '@/api/types';
import { t } from '@/texts';
import { countsSoon, takeConversations } from './inbox';
import { newClientId } from './outbox';
import { usePeople } from './people';
import { may, useSession } from './session';
import { useTags } from './tags';
import { say, warn } from './toasts';
import { noteDeed } from './ui';

export const useMacros = create<{ macros: Macro[] | null }>(() => ({ macros: null }));

useSession.subscribe((now, before) => {
  if (now.me?.user.id !== before.me?.user.id) useMacros.setState({ macros: null });
});

export async function loadMacros(): Promise<void> {
  const macros = await hub.list().catch(() => null);
  if (macros) useMacros.setState({ macros });
}

/** Only who has looked at them has anything to bring up to date. */
export function macrosChanged(): void {
  if (useMacros.getState().macros) void loadMacros();
}

/** Who may neither reply nor change anything has no use for them. */
export const mayUseMacros = () => may('conversations.reply') || may('conversations.change');

/** Applying one takes the rights of what it does; a star takes none. */
const mayApply = ({ text, actions }: Macro) =>
  (!text || may('conversations.reply')) &&
  (may('conversations.change') || actions.every(({ type }) => type === 'star'));

export const applicable = (macros: readonly Macro[] | null) => (macros ?? []).filter(mayApply);

const named = (all: readonly { id: string; name: string }[], id: string) => all.find((one) => one.id === id)?.name;

/** What it names; null where that has gone, undefined where it names nothing. */
export function targetOf(action: MacroAction): string | null | undefined {
  const { users, teams } = usePeople.getState();
  if (action.type === 'assign')
    return (
      named(
        users.filter((user) => user.is_active),
        action.user_id,
      ) ?? null
    );
  if (action.type === 'assign_team') return named(teams, action.team_id) ?? null;
  if (action.type === 'add_tag' || action.type === 'remove_tag')
    return named(useTags.getState().tags, action.tag_id) ?? null;
  return undefined;
}

export const isGone = (action: MacroAction) => targetOf(action) === null;

/** The action in words. */
export function inWords(action: MacroAction): string {
  const name = targetOf(action);
  switch (action.type) {
    case 'assign':
      return t.macros.words.assign(name ?? t.macros.gonePerson);
    case 'assign_team':
      return t.macros.words.assign_team(name ?? t.macros.goneTeam);
    case 'add_tag':
    case 'remove_tag':
      return t.macros.words[action.type](name ?? t.macros.goneTag);
    case 'set_status':
      return t.macros.words.set_status(t.status[action.status]);
    case 'set_priority':
      return t.macros.words.set_priority(t.priority[action.priority]);
    case 'snooze':
      return action.hours ? t.macros.snooze(action.hours) : t.macros.kinds.snooze_reply;
    default:
      return t.macros.kinds[action.type];
  }
}

/** What the hub did is shown at once; what it could not do is said. */
export function heardApplied({ conversation, skipped }: Applied): void {
  if (conversation) takeConversations([conversation]);
  countsSoon();
  if (skipped?.length) warn(t.macros.skipped(skipped.map(inWords).join(', ')));
}

/** One that writes nothing is done at once, with a way back. */
export async function applySilently(id: string, macro: Macro): Promise<void> {
  noteDeed();
  try {
    const applied = await hub.apply(id, { client_id: newClientId(), macro_id: macro.id });
    const stars = macro.actions.some(({ type }) => type === 'star');
    say(t.macros.applied(macro.name), () => void takeBack(id, applied, stars));
    heardApplied(applied);
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
  }
}

async function takeBack(id: string, { undo }: Applied, stars: boolean): Promise<void> {
  noteDeed();
  try {
    if (undo?.length) takeConversations((await conversations.changeMany(undo)).conversations);
    if (stars) takeConversations([await conversations.unstar(id)]);
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
  }
}
