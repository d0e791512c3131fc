/** The workspace's tags, kept whole; conversations name them by their ids. */
import { create } from 'zustand';
import { tags as hub } from '@/api/hub';
import type { Tag } from '@/api/types';

export const useTags = create<{ tags: Tag[] }>(() => ({ tags: [] }));

export async function loadTags(): Promise<void> {
  const tags = await hub.list().catch(() => null);
  if (tags) useTags.setState({ tags });
}

/** Those of a conversation in the order they were put on it; one that has gone meanwhile is left out. */
export function tagsOf(tags: readonly Tag[], ids: readonly string[]): Tag[] {
  return ids.flatMap((id) => tags.find((tag) => tag.id === id) ?? []);
}
