/** The saved views, kept whole: everybody's and this agent's own. */
import { create } from 'zustand';
import { views as hub } from '@/api/hub';
import type { SavedView } from '@/api/types';
import { countsSoon } from './inbox';

export const useSaved = create<{ views: SavedView[] }>(() => ({ views: [] }));

/** Whether a saved view has other conversations, and another count, once a contact is changed. */
export const countsContacts = (): boolean =>
  useSaved.getState().views.some(({ filters }) => filters.attributes.length + filters.not_attributes.length > 0);

export async function loadSaved(): Promise<void> {
  const views = await hub.list().catch(() => null);
  if (!views) return;
  useSaved.setState({ views });
  countsSoon();
}
