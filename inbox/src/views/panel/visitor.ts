/** The browser behind a chat: who it says it is, which pages it sees, whether it is there; asked again while looked at. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { people } from '@/api/hub';
import type { Visitor } from '@/api/types';

const AGAIN = 15_000;

const useVisitors = create<{ visitors: Record<string, Visitor> }>(() => ({ visitors: {} }));

const asked = new Map<string, number>();

async function load(id: string): Promise<void> {
  if (Date.now() - (asked.get(id) ?? 0) < AGAIN / 2) return;
  asked.set(id, Date.now());
  const visitor = await people.visitor(id).catch(() => null);
  if (visitor) useVisitors.setState(({ visitors }) => ({ visitors: { ...visitors, [id]: visitor } }));
}

export function refreshVisitor(id: string): void {
  asked.delete(id);
  void load(id);
}

export function useVisitor(id: string | null): Visitor | null {
  useEffect(() => {
    if (!id) return;
    void load(id);
    const timer = setInterval(() => !document.hidden && void load(id), AGAIN);
    return () => clearInterval(timer);
  }, [id]);
  return useVisitors((state) => (id ? (state.visitors[id] ?? null) : null));
}
