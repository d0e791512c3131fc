/** What is being changed of something that is kept: what is typed stays, what was left alone follows what a colleague
 * saves meanwhile. Every form of the settings holds what is typed in one of these. */
import { useState } from 'react';

export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Rebased<Value> {
  value: Value;
  /** Both changed the same: mine stands there, and theirs would go if it were saved so. */
  clash: boolean;
}

/** What was typed over `before`, now over `after`: what was left alone follows, field by field and row by row. */
function rebase(mine: unknown, before: unknown, after: unknown): Rebased<unknown> {
  if (same(mine, before)) return { value: after, clash: false };
  if (same(before, after) || same(mine, after)) return { value: mine, clash: false };
  if (Array.isArray(mine) && Array.isArray(before) && Array.isArray(after)) return rebaseRows(mine, before, after);
  if (!isFields(mine) || !isFields(before) || !isFields(after)) return { value: mine, clash: true };
  const names = Object.keys({ ...after, ...mine });
  const fields = names.map((name) => [name, rebase(mine[name], before[name], after[name])] as const);
  const kept = fields.filter(([, { value }]) => value !== undefined);
  return {
    value: Object.fromEntries(kept.map(([name, { value }]) => [name, value])),
    clash: fields.some(([, { clash }]) => clash),
  };
}

const rowsOf = (list: readonly unknown[]) => new Set(list.map((row) => JSON.stringify(row)));

/** Rows keep my order, for one of them may have the focus; a row that only they changed changes in its place. */
function rebaseRows(mine: readonly unknown[], before: readonly unknown[], after: readonly unknown[]): Rebased<unknown> {
  const [own, was, is] = [rowsOf(mine), rowsOf(before), rowsOf(after)];
  const placed = new Set<string>();
  const rows = mine.flatMap((row) => {
    const said = JSON.stringify(row);
    if (is.has(said) || !was.has(said)) return [row];
    const instead = after[before.findIndex((one) => same(one, row))];
    const news = JSON.stringify(instead);
    if (instead === undefined || was.has(news) || own.has(news) || placed.has(news)) return [];
    placed.add(news);
    return [instead];
  });
  const theirs = after.filter((row) => {
    const said = JSON.stringify(row);
    return !was.has(said) && !own.has(said) && !placed.has(said);
  });
  const bothDropped = [...was].some((row) => !own.has(row) && !is.has(row));
  const ownRows = [...own].some((row) => !was.has(row) && !is.has(row));
  const ordered = own.size === was.size && is.size === was.size && [...was].every((row) => own.has(row) && is.has(row));
  // the same row changed by both is two rows that nobody wanted: then mine stands, and that is said
  if (ordered || (bothDropped && ownRows && theirs.length > 0)) return { value: mine, clash: true };
  return { value: [...rows, ...theirs], clash: false };
}

export const rebased = <Value>(mine: Value, before: Value, after: Value): Value =>
  rebase(mine, before, after).value as Value;

interface Drafting<Kept> {
  draft: Kept;
  /** Whether it is other than what is kept. */
  isChanged: boolean;
  /** Somebody has saved something else where this was changed: saving it takes the place of theirs. */
  isOvertaken: boolean;
  change: (part: Partial<Kept>) => void;
  /** What was sent is kept now, as the hub answered; what was typed since stays. */
  saved: (sent: Kept, as: Kept) => void;
}

export function useDraft<Kept extends object>(kept: Kept): Drafting<Kept> {
  const [held, setHeld] = useState({ of: kept, draft: kept, clash: false });
  if (!same(held.of, kept)) {
    const { value, clash } = rebase(held.draft, held.of, kept);
    setHeld({ of: kept, draft: value as Kept, clash: held.clash || clash });
  }
  const isChanged = !same(held.draft, kept);
  return {
    draft: held.draft,
    isChanged,
    isOvertaken: held.clash && isChanged,
    change: (part) => setHeld((now) => ({ ...now, draft: { ...now.draft, ...part } })),
    saved: (sent, as) => setHeld((now) => ({ ...now, draft: rebased(now.draft, sent, as), clash: false })),
  };
}

/** Names that are ticked one by one, so that two who tick different ones do not undo each other. */
type Ticked<Name extends string> = Partial<Record<Name, true>>;

export const ticked = <Name extends string>(names: readonly Name[]): Ticked<Name> =>
  Object.fromEntries(names.map((name) => [name, true])) as Ticked<Name>;

export const namesOf = <Name extends string>(these: Ticked<Name>): Name[] => Object.keys(these) as Name[];
