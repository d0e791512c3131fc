/** What is being changed of something that is kept: what is typed stays, what was left alone follows what a colleague
 * saves meanwhile. Every form of the settings holds what is typed in one of these. */
import { useState } from 'react';

export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was typed over `before`, now over `after`: what was left alone follows, field by field. */
export function rebased<Value>(mine: Value, before: Value, after: Value): Value {
  if (same(mine, before)) return after;
  if (!isFields(mine) || !isFields(before) || !isFields(after)) return mine;
  const [own, was, is] = [mine, before, after] as const satisfies readonly Fields[];
  const names = Object.keys({ ...is, ...own });
  const fields = names.map((name) => [name, rebased<unknown>(own[name], was[name], is[name])] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as Value;
}

interface Drafting<Kept> {
  draft: Kept;
  /** Whether it is other than what is kept. */
  isChanged: boolean;
  change: (part: Partial<Kept>) => void;
  /** What was sent is kept now, as the hub answered; what was typed since stays. */
  saved: (sent: Kept, as: Kept) => void;
}

export function useDraft<Kept extends object>(kept: Kept): Drafting<Kept> {
  const [held, setHeld] = useState({ of: kept, draft: kept });
  if (!same(held.of, kept)) setHeld({ of: kept, draft: rebased(held.draft, held.of, kept) });
  const put = (next: (draft: Kept) => Kept) => setHeld((now) => ({ ...now, draft: next(now.draft) }));
  return {
    draft: held.draft,
    isChanged: !same(held.draft, kept),
    change: (part) => put((draft) => ({ ...draft, ...part })),
    saved: (sent, as) => put((draft) => rebased(draft, sent, as)),
  };
}

/** Names that are ticked one by one, so that two who tick different ones do not undo each other. */
type Ticked<Name extends string> = Partial<Record<Name, true>>;

export const ticked = <Name extends string>(names: readonly Name[]): Ticked<Name> =>
  Object.fromEntries(names.map((name) => [name, true])) as Ticked<Name>;

export const namesOf = <Name extends string>(these: Ticked<Name>): Name[] => Object.keys(these) as Name[];
