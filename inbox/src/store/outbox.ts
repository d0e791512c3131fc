/** Messages on their way: shown at once, kept across a reload, gone when the hub has acked them. */
import { create } from 'zustand';
import type { Attachment } from '@/api/types';
import { store, stored } from './stored';

export interface Outgoing {
  /** Ours from the start: a resend with the same one is stored once. */
  clientId: string;
  conversationId: string;
  text: string;
  /** Where it is formatted: `written` is how it was typed. */
  html?: string | null;
  written?: string;
  attachments: Attachment[];
  private: boolean;
  /** Colleagues whom a note names. */
  mentions?: string[];
  /** It is applied with these words. */
  macro?: { id: string; name: string };
  createdAt: string;
  /** `waiting`: not sent yet, and can be taken back until `sendAt`. */
  state: 'waiting' | 'sending' | 'failed';
  sendAt?: number;
  /** Why it failed, in words. */
  reason: string | null;
}

export const useOutbox = create<{ items: Outgoing[] }>(() => ({ items: stored<Outgoing[]>('outbox', []) }));

function keep(items: Outgoing[]): void {
  useOutbox.setState({ items });
  store('outbox', items.length > 0 ? items : null);
}

export const outgoing = () => useOutbox.getState().items;

export const addOutgoing = (item: Outgoing) => keep([...outgoing(), item]);

export function changeOutgoing(clientId: string, change: Partial<Outgoing>): void {
  keep(outgoing().map((item) => (item.clientId === clientId ? { ...item, ...change } : item)));
}

export const dropOutgoing = (clientId: string) => keep(outgoing().filter((item) => item.clientId !== clientId));

/** randomUUID exists on secure origins only; a hub in a local network may be plain http. */
export function newClientId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What was taken back, for other tabs that hold the same outbox: theirs must not send it after all. */
const MOST_TAKEN_BACK = 50;

export function noteTakenBack(clientId: string): void {
  store('taken-back', [...stored<string[]>('taken-back', []), clientId].slice(-MOST_TAKEN_BACK));
}

export const isTakenBack = (clientId: string) => stored<string[]>('taken-back', []).includes(clientId);
