/** What is kept ready to write: asked for when somebody first wants it, and again when the hub says that it changed. */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { useSession } from './session';

export interface Ready<Item> {
  /** Null until somebody has asked for them. */
  items: Item[] | null;
}

interface ReadyList<Item> {
  use: UseBoundStore<StoreApi<Ready<Item>>>;
  load: () => Promise<void>;
  /** Only who has looked at them has anything to bring up to date. */
  changed: () => void;
}

export function readyList<Item>(ask: () => Promise<Item[]>): ReadyList<Item> {
  const use = create<Ready<Item>>(() => ({ items: null }));
  useSession.subscribe((now, before) => {
    if (now.me?.user.id !== before.me?.user.id) use.setState({ items: null });
  });
  const load = async () => {
    const items = await ask().catch(() => null);
    if (items) use.setState({ items });
  };
  return { use, load, changed: () => use.getState().items && void load() };
}
