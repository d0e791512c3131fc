/**
 * The browser behind a chat: who it says it is, which pages it sees, whether it is there.
 *
 * No event tells where a visitor goes: that would be an event for every page of every visitor to every agent. So it is
 * asked for when they show a sign of life, when the agent comes back, and slowly while it stands on the screen.
 */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { people } from '@/api/hub';
import type { Visitor } from '@/api/types';
import { useLost } from './connection';
import { usePeople } from './people';
import type { Row } from './rows';

/** Signs of life come in bursts: asked at the first, and once more for all that follow in this time. */
const BURST = 3_000;
const SLOWLY = 60_000;

const useVisitors = create<{ visitors: Record<string, Visitor> }>(() => ({ visitors: {} }));

const asked = new Map<string, number>();
const waiting = new Set<string>();

const restOf = (id: string) => (asked.get(id) ?? 0) + BURST - Date.now();

async function load(id: string): Promise<void> {
  asked.set(id, Date.now());
  const visitor = await people.visitor(id).catch(() => null);
  if (visitor) useVisitors.setState(({ visitors }) => ({ visitors: { ...visitors, [id]: visitor } }));
}

function loadSoon(id: string): void {
  if (waiting.has(id)) return;
  waiting.add(id);
  setTimeout(() => [waiting.delete(id), void load(id)], Math.max(0, restOf(id)));
}

/** Somebody blocked a visitor, or let them write again. */
export function visitorChanged(id: string): void {
  if (id in useVisitors.getState().visitors) void load(id);
}

export function useVisitor(id: string | null): Visitor | null {
  useEffect(() => {
    if (id && restOf(id) <= 0) void load(id);
  }, [id]);
  const visitor = useVisitors((state) => (id ? (state.visitors[id] ?? null) : null));
  // Without a connection nobody can be said to be there.
  return useLost() && visitor ? { ...visitor, online: false } : visitor;
}

/** For what shows it: asks again now and then while anybody can see the page. */
export function useVisitorSlowly(id: string | null): void {
  useEffect(() => {
    if (!id) return;
    const timer = setInterval(() => !document.hidden && loadSoon(id), SLOWLY);
    return () => clearInterval(timer);
  }, [id]);
}

/** For the open conversation: asks again when the visitor writes, types or reads, and when the agent comes back. */
export function useSignsOfLife(row: Row): void {
  const id = row.visitor_id;
  const typing = usePeople((state) => row.id in state.typing);
  const signs = `${typing} ${row.inbound_count} ${row.visitor_read_seq}`;
  const before = useRef(signs);
  useEffect(() => {
    if (id && before.current !== signs) loadSoon(id);
    before.current = signs;
  }, [id, signs]);
  useEffect(() => {
    const back = () => id && !document.hidden && loadSoon(id);
    addEventListener('focus', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      removeEventListener('focus', back);
      document.removeEventListener('visibilitychange', back);
    };
  }, [id]);
}
