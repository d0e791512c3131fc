/** The list: what is unread, what belongs to a view, and an order that does not move under the hand. */
import { describe, expect, test } from 'vitest';
import type { ConversationRow, CustomStatus } from '@/api/types';
import {
  holdOrder,
  idsOf,
  orderOf,
  placeOf,
  type Row,
  type Rows,
  unreadOf,
  withConversations,
  withNews,
} from '@/store/rows';
import {
  anyTime,
  belongs,
  filterOf,
  filtersOf,
  inOwn,
  inState,
  isTimed,
  named,
  STATES,
  stateOf,
  type View,
  viewKey,
  viewOf,
  viewWith,
} from '@/store/views';
import { conversation, ME, minute, row } from './samples';

const none: Rows = new Map();
const withRow = (rows: Rows, news: ConversationRow): Rows =>
  new Map(rows).set(news.id, withNews(rows.get(news.id), news));
const get = (rows: Rows, id: string) => {
  const found = rows.get(id);
  if (!found) throw new Error(`no row ${id}`);
  return found;
};

describe('unread', () => {
  test('is worked out from what was read and how many came in', () => {
    const loaded = withConversations(none, [
      conversation('a', { inbound_count: 5, unread: 2, read_seq: 7, last_seq: 9 }),
    ]);
    expect(unreadOf(get(loaded, 'a'))).toBe(2);
    const later = withRow(loaded, row('a', { inbound_count: 6, last_seq: 10, updated_at: minute(1) }));
    expect(unreadOf(get(later, 'a'))).toBe(3);
  });

  test('of a conversation that has just begun is its one message', () => {
    expect(unreadOf(get(withRow(none, row('a', { inbound_count: 1 })), 'a'))).toBe(1);
  });

  test('of a conversation known by an event only has to be asked for', () => {
    expect(get(withRow(none, row('a', { inbound_count: 12 })), 'a').readCount).toBeNull();
    expect(get(withRow(none, row('a', { inbound_count: 1, last_seq: 2 })), 'a').readCount).toBeNull();
  });

  test('does not come back when an answer is older than what was read meanwhile', () => {
    const read = new Map([
      [
        'a',
        { ...row('a', { inbound_count: 5, last_seq: 9 }), readCount: 5, readSeq: 9, starred: true, mentioned: false },
      ],
    ]);
    const late = withConversations(read, [
      conversation('a', { inbound_count: 5, last_seq: 9, unread: 3, read_seq: 6 }),
    ]);
    expect(unreadOf(get(late, 'a'))).toBe(0);
  });
});

describe('rows', () => {
  test('keep the star of this agent, whatever is told to everybody', () => {
    const starred = withConversations(none, [conversation('a', { starred: true })]);
    expect(get(withRow(starred, row('a', { last_seq: 2, updated_at: minute(1) })), 'a').starred).toBe(true);
    expect(get(withConversations(starred, [conversation('a', { starred: false })]), 'a').starred).toBe(false);
  });

  test('drop older news', () => {
    const rows = withRow(none, row('a', { last_seq: 4, status: 'resolved', updated_at: minute(4) }));
    expect(get(withRow(rows, row('a', { last_seq: 3, updated_at: minute(3) })), 'a').status).toBe('resolved');
  });

  test('lose a field that was taken away', () => {
    const rows = withRow(none, row('a', { assignee: { id: ME, name: 'Me' } }));
    expect(get(withRow(rows, row('a', { assignee: null, updated_at: minute(1) })), 'a').assignee).toBeNull();
  });

  test('stand newest first, as far down as the view was loaded', () => {
    const rows = ['a', 'b', 'c'].reduce<Rows>(
      (all, id, index) => withRow(all, row(id, { last_message_at: minute(index) })),
      none,
    );
    expect(idsOf(rows, named.open, ME, null)).toEqual(['c', 'b', 'a']);
    const reach = { floor: placeOf(row('b', { last_message_at: minute(1) }), 'newest'), complete: false };
    expect(idsOf(rows, named.open, ME, reach)).toEqual(['c', 'b']);
    expect(idsOf(rows, named.open, ME, { ...reach, complete: true })).toEqual(['c', 'b', 'a']);
  });
});

describe('an order', () => {
  const all = [
    row('calm', { last_message_at: minute(9) }),
    row('late', { last_message_at: minute(5), waiting_since: minute(1), priority: 'low' }),
    row('later', { last_message_at: minute(6), waiting_since: minute(3), priority: 'urgent' }),
  ].reduce<Rows>(withRow, none);

  test('by waiting has who has waited longest first, and after them who does not wait', () => {
    expect(idsOf(all, { ...named.open, sort: 'waiting' }, ME, null)).toEqual(['late', 'later', 'calm']);
  });

  test('by priority has the urgent first', () => {
    expect(idsOf(all, { ...named.open, sort: 'priority' }, ME, null)).toEqual(['later', 'calm', 'late']);
  });

  test('that is kept says the same as one worked out anew', () => {
    const view = viewWith({ priority: ['normal'] });
    const kept = orderOf(view, ME);
    let rows: Rows = none;
    for (let step = 1; step < 300; step += 1) {
      const id = `c${(step * 7) % 23}`;
      const news = row(id, {
        last_seq: step,
        last_message_at: minute((step * 13) % 50),
        priority: step % 5 === 0 ? 'high' : 'normal',
        snoozed_until: step % 11 === 0 ? minute(step) : null,
      });
      rows = step % 17 === 0 ? new Map([...rows].filter(([held]) => held !== id)) : withRow(rows, news);
      const now = Date.parse(minute(step));
      expect(kept(rows, null, now)).toEqual(idsOf(rows, view, ME, null, now));
    }
  });

  test('that has not changed is the same list', () => {
    const kept = orderOf(named.open, ME);
    const before = kept(all, null);
    const priority = withRow(all, row('calm', { last_message_at: minute(9), last_seq: 2, priority: 'urgent' }));
    expect(kept(priority, null)).toBe(before);
  });

  test('ends where the view was loaded to', () => {
    const floor = placeOf(get(all, 'later'), 'waiting');
    expect(idsOf(all, { ...named.open, sort: 'waiting' }, ME, { floor, complete: false })).toEqual(['late', 'later']);
  });
});

describe('a view', () => {
  test('has what fits all its parts', () => {
    const fits = row('a', { team_id: 'shop', priority: 'high', tag_ids: ['late', 'broken'] });
    const view = viewWith({ team: ['shop'], priority: ['high'], tags: ['broken', 'late'] });
    expect(belongs(fits, view, ME)).toBe(true);
    expect(belongs({ ...fits, team_id: null }, view, ME)).toBe(false);
    expect(belongs({ ...fits, tag_ids: ['late'] }, view, ME)).toBe(false);
    expect(belongs({ ...fits, starred: false }, { ...view, starred: true }, ME)).toBe(false);
    expect(belongs({ ...fits, starred: true }, { ...view, starred: true }, ME)).toBe(true);
  });

  test('means the same to the hub and when it comes back saved', () => {
    for (const view of [
      named.mine,
      named.starred,
      named.snoozed,
      viewWith({ ...STATES.pending, team: ['t'], tags: ['x'], sort: 'priority' }),
      viewWith({
        status: ['open', 'pending'],
        assignee: ['me', 'none'],
        channel: ['email', 'phone'],
        own: ['none', 'p'],
        not: { ...named.open.not, status: ['closed'], own: ['q'], team: ['t'], priority: ['low', 'high'], tags: ['x'] },
        unread: true,
        active: { ...anyTime, within: 7 },
        created: { ...anyTime, since: minute(0), until: minute(5) },
      }),
    ]) {
      const saved = {
        id: 'v',
        name: 'V',
        filters: filtersOf(view),
        sort: view.sort,
        is_shared: true,
        created_at: minute(0),
      };
      expect(viewOf(saved)).toEqual(view);
    }
  });

  test('holds what is mine, nobody else’s', () => {
    expect(belongs(row('a', { assignee: { id: ME, name: 'Me' } }), named.mine, ME)).toBe(true);
    expect(belongs(row('a'), named.mine, ME)).toBe(false);
    expect(belongs(row('a'), named.unassigned, ME)).toBe(true);
  });

  test('takes any of several values, and none of those that are excluded', () => {
    const fits = row('a', {
      channel: 'email',
      priority: 'high',
      assignee: { id: 'maya', name: 'Maya' },
      tag_ids: ['x'],
    });
    const not = (wish: Partial<View['not']>) => viewWith({ not: { ...named.open.not, ...wish } });
    for (const [view, wanted] of [
      [viewWith({ status: ['pending', 'open'] }), true],
      [viewWith({ status: ['pending', 'closed'] }), false],
      [viewWith({ assignee: ['none', 'maya'] }), true],
      [viewWith({ assignee: ['none', 'me'] }), false],
      [viewWith({ team: ['none', 't'] }), true],
      [viewWith({ team: ['t'] }), false],
      [viewWith({ channel: ['phone', 'email'], priority: ['high', 'low'] }), true],
      [viewWith({ channel: ['phone'], priority: ['high', 'low'] }), false],
      [not({ assignee: ['me', 'none'] }), true],
      [not({ assignee: ['maya'] }), false],
      [not({ team: ['none'] }), false],
      [not({ channel: ['email', 'phone'] }), false],
      [not({ priority: ['low'] }), true],
      [not({ tags: ['y', 'x'] }), false],
      [not({ tags: ['y'] }), true],
    ] as const)
      expect(belongs(fits, view, ME), viewKey(view)).toBe(wanted);
    expect(belongs(row('b'), not({ assignee: ['me'] }), ME)).toBe(true);
    expect(belongs(row('b'), not({ assignee: ['none'] }), ME)).toBe(false);
  });

  test('of what is unread loses what has been read', () => {
    const view = viewWith({ unread: true });
    const known = { ...row('a', { inbound_count: 3 }), starred: false, mentioned: false, readSeq: 1 };
    expect(belongs({ ...known, readCount: 2 } as Row, view, ME)).toBe(true);
    expect(belongs({ ...known, readCount: 3 } as Row, view, ME)).toBe(false);
  });

  test('of days is judged by the clock', () => {
    const day = 24 * 60;
    const old = row('a', { created_at: minute(0), last_message_at: minute(day) });
    const at = (minutes: number) => Date.parse(minute(minutes));
    const active = viewWith({ active: { ...anyTime, within: 7 } });
    expect(belongs(old, active, ME, at(8 * day))).toBe(true);
    expect(belongs(old, active, ME, at(8 * day + 1))).toBe(false);
    const late = viewWith({ created: { ...anyTime, over: 2 } });
    expect(belongs(old, late, ME, at(2 * day))).toBe(false);
    expect(belongs(old, late, ME, at(2 * day + 1))).toBe(true);
    const between = viewWith({ active: { ...anyTime, since: minute(day), until: minute(day + 1) } });
    expect(belongs(old, between, ME)).toBe(true);
    expect(belongs({ ...old, last_message_at: minute(day + 1) }, between, ME)).toBe(false);
    expect([isTimed(active), isTimed(late), isTimed(between)]).toEqual([true, true, false]);
    const kept = orderOf(active, ME);
    const rows = withConversations(none, [conversation('a', { last_message_at: minute(day) })]);
    expect(kept(rows, null, at(8 * day))).toEqual(['a']);
    expect(kept(rows, null, at(8 * day + 1))).toEqual([]);
  });

  test('is asked for in the words of the hub, and keeps its one value as one', () => {
    expect(filterOf(named.open)).toEqual({ status: 'open', snoozed: false, sort: 'newest' });
    const several = viewWith({
      status: ['open', 'pending'],
      snoozed: null,
      not: { ...named.open.not, assignee: ['me', 'none'] },
      unread: true,
      active: { ...anyTime, over: 3 },
    });
    expect(filterOf(several)).toEqual({
      status: 'open,pending',
      not_assignee: 'me,none',
      unread: true,
      active_over_days: 3,
      sort: 'newest',
    });
    expect(filtersOf(named.mine)).toMatchObject({ status: 'open', assignee: 'me' });
  });

  test('that excludes every status it names is not of any status', () => {
    const filters = { ...filtersOf(named.open), not_status: ['open' as const] };
    const view = viewOf({ filters, sort: 'newest' });
    expect(stateOf(view)).toBeNull();
    expect(filtersOf(view)).toEqual(filters);
    expect(belongs(row('a'), view, ME)).toBe(false);
    expect(stateOf({ ...view, ...inState(view, STATES.pending) })).toBe('pending');
  });

  test('of the workspace’s own statuses is of those that they refine', () => {
    const one = (id: string, status: CustomStatus['status']) =>
      ({ id, name: id, status, colour: 'blue', created_at: minute(0) }) satisfies CustomStatus;
    const statuses = [one('parts', 'pending'), one('triage', 'open')];
    const own = (...ids: string[]) => viewWith(inOwn(named.mine, ids, statuses));
    expect(own('parts')).toMatchObject({ own: ['parts'], status: ['pending'], snoozed: null });
    expect(own('triage', 'parts')).toMatchObject({ status: ['open', 'pending'], snoozed: false });
    expect(own('none', 'parts')).toMatchObject({ status: [], snoozed: null });
    expect(own('gone')).toMatchObject({ status: [], own: ['gone'] });
    const waits = row('a', { status: 'pending', custom_status_id: 'parts' });
    expect([own('parts'), own('triage'), own('none')].map((view) => belongs(waits, view, ME))).toEqual([
      true,
      false,
      false,
    ]);
    const without = (...ids: string[]) => viewWith({ ...STATES.pending, not: { ...named.open.not, own: ids } });
    expect([without('parts'), without('triage'), without('none')].map((view) => belongs(waits, view, ME))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('puts away what is snoozed until its time has come', () => {
    const snoozed = row('a', { snoozed_until: minute(30) });
    const [before, after] = [Date.parse(minute(10)), Date.parse(minute(31))];
    expect(belongs(snoozed, named.open, ME, before)).toBe(false);
    expect(belongs(snoozed, { ...named.open, ...STATES.snoozed }, ME, before)).toBe(true);
    expect(belongs(snoozed, named.open, ME, after)).toBe(true);
  });
});

describe('an order under the hand', () => {
  test('does not change, and counts what waits', () => {
    expect(holdOrder(['a', 'b', 'c'], ['x', 'a', 'b', 'c'])).toEqual({ ids: ['a', 'b', 'c'], waiting: 1 });
    expect(holdOrder(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual({ ids: ['a', 'b', 'c'], waiting: 1 });
    expect(holdOrder(['a', 'b', 'c'], ['a', 'b', 'c'])).toEqual({ ids: ['a', 'b', 'c'], waiting: 0 });
  });

  test('keeps a row that has left the view', () => {
    expect(holdOrder(['a', 'b'], ['b'])).toEqual({ ids: ['a', 'b'], waiting: 0 });
  });

  test('lets older rows follow at the end', () => {
    expect(holdOrder(['a', 'b'], ['x', 'a', 'b', 'c', 'd'])).toEqual({ ids: ['a', 'b', 'c', 'd'], waiting: 1 });
  });
});
