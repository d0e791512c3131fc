/** The saved views, kept whole: everybody's and this agent's own. */
import { create } from 'zustand';
import { views as hub } from '@/api/hub';
import type { SavedView } from '@/api/types';
import { countsSoon } from './inbox';

export const useSaved = create<{ views: SavedView[] }>(() => ({ views: [] }));

export async function loadSaved(): Promise<void> {
  const views = await hub.list().catch(() => null);
  if (!views) return;
  useSaved.setState({ views });
  countsSoon();
}
