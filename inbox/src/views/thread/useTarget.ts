/** Goes to the message that a search has found, back through the history as far as needed. */
import { type RefObject, useEffect } from 'react';
import { loadOlder } from '@/store/threads';
import { setUi, useUi } from '@/store/ui';

/** So long the message stands out. */
const SHOWN = 4_000;

export function useTarget(
  id: string,
  first: number,
  box: RefObject<HTMLDivElement | null>,
  leaveEnd: () => void,
): void {
  const target = useUi((ui) => ui.target);
  const seq = target?.conversation === id ? target.seq : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: how the end is left does not change
  useEffect(() => {
    if (seq === null || first === 0) return;
    if (first > seq) {
      loadOlder(id).catch(() => setUi({ target: null }));
      return;
    }
    setUi({ target: null });
    const message = box.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!message) return;
    leaveEnd();
    message.scrollIntoView({ block: 'center' });
    message.dataset.found = '';
    setTimeout(() => delete message.dataset.found, SHOWN);
  }, [id, seq, first, box]);
}
