/** What waits right now; it follows the hub's events. */
import { useCallback, useEffect } from 'react';
import type { Standing } from '@/api/types';
import { span } from '@/components/time';
import { useNow } from '@/store/clock';
import { useConnection } from '@/store/connection';
import { useInbox } from '@/store/inbox';
import { usePeople } from '@/store/people';
import { openConversation } from '@/store/route';
import { myId } from '@/store/session';
import { show, type View, viewWith } from '@/store/views';
import { number } from '@/texts/language';
import { r } from '@/texts/reports';
import { reports, type Which } from './api';
import { NONE } from './numbers';
import { useFresh } from './useFresh';

/** Events tell of a change sooner; this finds what no event told. */
const EVERY = 30_000;
/** A burst of events is one question. */
const GATHER = 1_000;

interface Stood extends Standing {
  /** Whether this agent's own session stood when it was asked for: without it the hub misses who asks. */
  live: boolean;
}

function useStanding({ channel, team_id, agent_id }: Which): Stood | null {
  const ask = useCallback(async () => {
    const live = useConnection.getState().online;
    return { ...(await reports.now({ channel, team_id, agent_id })), live };
  }, [channel, team_id, agent_id]);
  const { value, again } = useFresh(ask, EVERY);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        again();
      }, GATHER);
    };
    const deaf = [
      useInbox.subscribe((now, before) => now.rows !== before.rows && soon()),
      usePeople.subscribe((now, before) => now.users !== before.users && soon()),
      useConnection.subscribe((now, before) => now.session !== before.session && again()),
    ];
    return () => {
      clearTimeout(timer);
      for (const end of deaf) end();
    };
  }, [again]);
  return value;
}

interface TileProps {
  name: string;
  value: string;
  more?: string;
  onPress?: () => void;
}

function Tile({ name, value, more, onPress }: TileProps) {
  const inside = (
    <>
      <span className="tile-name">{name}</span>
      <b className="num">{value}</b>
      <span className="tile-more">{more}</span>
    </>
  );
  if (!onPress) return <div className="tile">{inside}</div>;
  return (
    <button type="button" className="tile" onClick={onPress}>
      {inside}
    </button>
  );
}

export function Tiles({ which }: { which: Which }) {
  const standing = useStanding(which);
  const users = usePeople((state) => state.users).filter((user) => user.is_active);
  const now = useNow();
  const to = (wish: Partial<View>) => () => {
    const one = (value: string | null | undefined) => (value ? [value] : []);
    const { channel, team_id: team, agent_id: assignee } = which;
    show(viewWith({ channel: one(channel), team: one(team), assignee: one(assignee), ...wish }));
    openConversation(null);
  };
  if (!standing) return <div className="tiles" />;
  const { open, waiting, waiting_since, unassigned, online, live } = standing;
  // another process of the hub may not have heard of me yet
  const mine = users.filter((user) => user.id === myId() && user.presence === 'online').map((user) => user.id);
  const here = new Set([...online, ...mine]);
  const names = users.filter((user) => here.has(user.id)).map((user) => user.name);
  return (
    <section className="tiles" aria-label={r.now}>
      <Tile name={r.open} value={number(open)} onPress={to({})} />
      <Tile
        name={r.waiting}
        value={number(waiting)}
        more={waiting_since ? r.longest(span(waiting_since, now)) : r.nobodyWaits}
        onPress={to({ sort: 'waiting' })}
      />
      <Tile name={r.unassigned} value={number(unassigned)} onPress={to({ assignee: ['none'] })} />
      <Tile
        name={r.online}
        value={live ? r.of(number(here.size), number(Math.max(users.length, here.size))) : NONE}
        more={live ? names.join(', ') || r.nobodyOnline : ''}
      />
    </section>
  );
}
