/** Macros: a reply and what is done with it. What they name may have gone since; that is said, and skipped. */
import { conversations, macros as hub } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { Applied, Macro, MacroAction } from '@/api/types';
import { t } from '@/texts';
import { useCustomStatuses } from './custom-statuses';
import { countsSoon, row, takeConversations } from './inbox';
import { rendered } from './markup';
import { newClientId } from './outbox';
import { usePeople } from './people';
import { readyList } from './ready';
import { may } from './session';
import { useTags } from './tags';
import { remember, say, warn } from './toasts';
import { noteDeed } from './ui';
import { filled, valuesFor } from './variables';

export const { use: useMacros, load: loadMacros, changed: macrosChanged } = readyList(hub.list);

/** Who may neither reply nor change anything has no use for them. */
export const mayUseMacros = () => may('conversations.reply') || may('conversations.change');

/** Applying one takes the rights of what it does; a star takes none. */
const mayApply = ({ text, actions }: Macro) =>
  (!text || may('conversations.reply')) &&
  (may('conversations.change') || actions.every(({ type }) => type === 'star'));

export const applicable = (macros: readonly Macro[] | null) => (macros ?? []).filter(mayApply);

const named = (all: readonly { id: string; name: string }[], id: string) => all.find((one) => one.id === id)?.name;

/** What it names; null where that has gone, undefined where it names nothing. */
function targetOf(action: MacroAction): string | null | undefined {
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
  if (action.type === 'set_status' && action.custom_status_id)
    return named(useCustomStatuses.getState().statuses, action.custom_status_id) ?? null;
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
      return t.macros.words.set_status(
        action.custom_status_id ? (name ?? t.macros.goneStatus(t.status[action.status])) : t.status[action.status],
      );
    case 'set_priority':
      return t.macros.words.set_priority(t.priority[action.priority]);
    case 'snooze':
      return action.hours ? t.macros.snooze(action.hours) : t.macros.kinds.snooze_reply;
    default:
      return t.macros.kinds[action.type];
  }
}

/** What the hub did is shown at once; what it could not do is said. */
export function heardApplied(applied: Applied): void {
  take([applied]);
  const skipped = skippedBy([applied]);
  if (skipped) warn(skipped);
}

function take(applied: readonly Applied[]): void {
  takeConversations(applied.flatMap(({ conversation }) => conversation ?? []));
  countsSoon();
}

const skippedBy = (applied: readonly Applied[]) => skippedText(applied.flatMap(({ skipped }) => skipped ?? []));

/** Nothing where nothing was skipped. */
export function skippedText(skipped: readonly MacroAction[]): string {
  const words = new Set(skipped.map(inWords));
  return words.size > 0 ? t.macros.skipped([...words].join(', ')) : '';
}

const stars = ({ actions }: Macro) => actions.some(({ type }) => type === 'star');

/** One that writes nothing is done at once, with a way back. */
export async function applySilently(id: string, macro: Macro): Promise<void> {
  noteDeed();
  try {
    const applied = await hub.apply(id, { client_id: newClientId(), macro_id: macro.id });
    say(t.macros.applied(macro.name), () => void takeBack([applied], stars(macro) ? [id] : []));
    heardApplied(applied);
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
  }
}

/** Where it is applied: nothing is sent to who is closed. */
export const reaches = ({ text, private: isNote }: Macro, ids: readonly string[]): string[] =>
  ids.filter((id) => !text || isNote || row(id)?.status !== 'closed');

/** The customers that stand behind conversations, each once. */
export const customersOf = (ids: readonly string[]): number =>
  new Set(ids.map((id) => row(id)?.contact?.id ?? row(id)?.visitor_id ?? id)).size;

/** Under way at a time: each is a request of its own, so that one that is refused keeps none of the others. */
const AT_ONCE = 4;
/** More than these are not named. */
const NAMED = 3;

/** To all of them, each with its own words; who was refused is told by name, and what can be taken back is in one. */
export async function applyToAll(ids: readonly string[], macro: Macro): Promise<void> {
  noteDeed();
  const done = new Map<string, Applied>();
  const refused: string[] = [];
  const waiting = [...ids];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        done.set(id, await hub.apply(id, { client_id: newClientId(), macro_id: macro.id, ...wordsFor(id, macro) }));
      } catch (error) {
        refused.push(t.thread.said(row(id)?.display_name ?? '', asProblem(error, t.app.failed).message));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  noteDeed();
  const applied = [...done.values()];
  take(applied);
  const back = () => void takeBack(applied, stars(macro) ? [...done.keys()] : []);
  const bad = [...refused.slice(0, NAMED), skippedBy(applied)].filter(Boolean).join(' · ');
  if (!bad) return say(t.macros.appliedTo(done.size, macro.name), back);
  remember(back);
  warn(`${t.macros.appliedTo(done.size, macro.name)} ${t.macros.refused(refused.length)} ${bad}`, {
    text: t.app.undo,
    run: back,
  });
}

function wordsFor(id: string, macro: Macro): { text?: string; html?: string } {
  const about = row(id);
  if (!macro.text || !about) return {};
  const { text, html } = rendered(filled(macro.text, valuesFor(about)));
  return { text, ...(html && { html }) };
}

async function takeBack(applied: readonly Applied[], starred: readonly string[]): Promise<void> {
  noteDeed();
  const undo = applied.flatMap(({ undo }) => undo ?? []);
  try {
    if (undo.length > 0) takeConversations((await conversations.changeMany(undo)).conversations);
    for (const id of starred) takeConversations([await conversations.unstar(id)]);
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
  }
}
