/** What a search asks for, and how the address says it: in the hub's own words, so that a colleague can read it too. */
import type { Channel, Priority, WrittenBy } from '@/api/types';
import { ALL_STATUSES, anyTime, filterOf, type Span, STATES, type View, viewWith, type Wanted } from './views';

/** What a search is narrowed to: messages of these conversations, and something of their own. */
export interface SearchFilters extends View {
  writtenBy: WrittenBy | null;
  written: Span;
}

export interface Asked {
  question: string;
  filters: SearchFilters;
}

export const everywhere: SearchFilters = { ...viewWith(STATES.any), writtenBy: null, written: anyTime };

export const isQuestion = (text: string) => text.trim() !== '';

/** For the address: nothing where nothing is looked for. */
export function sayAsked({ question, filters }: Asked): string {
  if (!isQuestion(question)) return '';
  const { sort: _, ...conversation } = filterOf(filters);
  const { since, until, within, over } = filters.written;
  const words = {
    q: question,
    ...conversation,
    from: filters.writtenBy,
    since,
    until,
    within_days: within,
    over_days: over,
  };
  const said = Object.entries(words).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, String(one)]),
  );
  return new URLSearchParams(said).toString();
}

/** The hub takes no more. */
const LONGEST = 200;
const MOST_VALUES = 20;
const MOST_TAGS = 10;
export const MOST_ATTRIBUTES = 5;
const MOST_DAYS = 3650;
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu;
const ATTRIBUTE = /^([^:]{1,60}):(.{1,500})$/su;
const DAY = /^\d{4}-\d\d-\d\dT/u;

const CHANNELS: readonly Channel[] = ['widget', 'email', 'whatsapp', 'phone'];
const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];
const WRITERS: readonly WrittenBy[] = ['customer', 'us', 'notes'];

type Fits<Word extends string> = (word: string) => word is Word;

const among =
  <Word extends string>(words: readonly Word[]): Fits<Word> =>
  (word): word is Word =>
    (words as readonly string[]).includes(word);
const isId = (word: string): word is string => ID.test(word);
const isIdOrNone = (word: string): word is string => word === 'none' || isId(word);
const isPerson = (word: string): word is string => word === 'me' || isIdOrNone(word);

/** Of what an address says, what makes sense: it may be cut short, of another version, or made up. */
export function readAsked(address: string): Asked {
  const said = new URLSearchParams(address);
  const several = <Word extends string>(name: string, fits: Fits<Word>, most = MOST_VALUES) =>
    [...new Set((said.get(name) ?? '').split(',').filter(fits))].slice(0, most);
  const one = <Word extends string>(name: string, fits: Fits<Word>) => several(name, fits)[0] ?? null;
  const facets = (prefix: '' | 'not_') => ({
    own: several(`${prefix}custom_status_id`, isIdOrNone),
    assignee: several(`${prefix}assignee`, isPerson),
    team: several(`${prefix}team_id`, isIdOrNone),
    channel: several(`${prefix}channel`, among(CHANNELS)),
    priority: several(`${prefix}priority`, among(PRIORITIES)),
    tags: several(`${prefix}tag_ids`, isId, MOST_TAGS),
  });
  const moment = (name: string) => {
    const word = said.get(name) ?? '';
    return DAY.test(word) && !Number.isNaN(Date.parse(word)) ? new Date(word).toISOString() : null;
  };
  const days = (name: string) => {
    const number = Number(said.get(name));
    return Number.isInteger(number) && number > 0 && number <= MOST_DAYS ? number : null;
  };
  const span = (prefix: string): Span => ({
    since: moment(`${prefix}since`),
    until: moment(`${prefix}until`),
    within: days(`${prefix}within_days`),
    over: days(`${prefix}over_days`),
  });
  const wanted = (name: string, not: boolean): Wanted[] => {
    const values = new Map<string, string[]>();
    for (const word of said.getAll(name)) {
      const [, key, value] = ATTRIBUTE.exec(word) ?? [];
      if (key && value) values.set(key, [...new Set([...(values.get(key) ?? []), value])].slice(0, MOST_VALUES));
    }
    return [...values].slice(0, MOST_ATTRIBUTES).map(([key, values]) => ({ key, values, not }));
  };
  const isSaid = (name: string) => said.get(name) === 'true';
  return {
    question: (said.get('q') ?? '').slice(0, LONGEST),
    filters: {
      ...everywhere,
      ...facets(''),
      not: { ...facets('not_'), status: several('not_status', among(ALL_STATUSES)) },
      status: several('status', among(ALL_STATUSES)),
      snoozed: isSaid('snoozed') ? true : said.get('snoozed') === 'false' ? false : null,
      starred: isSaid('starred'),
      mentioned: isSaid('mentioned'),
      unread: isSaid('unread'),
      created: span('created_'),
      active: span('active_'),
      attributes: [...wanted('attributes', false), ...wanted('not_attributes', true)],
      writtenBy: one('from', among(WRITERS)),
      written: span(''),
    },
  };
}
