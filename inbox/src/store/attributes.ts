/** The custom attributes of contacts, kept whole; contacts carry their values by key. */
import { create } from 'zustand';
import { contactAttributes } from '@/api/hub';
import type { ContactAttribute } from '@/api/types';

export const useAttributes = create<{ attributes: ContactAttribute[] }>(() => ({ attributes: [] }));

export async function loadAttributes(): Promise<void> {
  const attributes = await contactAttributes.list().catch(() => null);
  if (attributes) useAttributes.setState({ attributes });
}
