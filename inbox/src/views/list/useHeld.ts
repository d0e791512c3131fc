/** Keeps rows from moving under the reader: while the pointer is on the list or it is scrolled, arrivals wait. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { holdOrder } from '@/store/rows';
import { useUi } from '@/store/ui';

const TOP = 24;

export interface Held {
  ids: readonly string[];
  waiting: number;
  release: () => void;
  handlers: {
    onPointerEnter: (event: React.PointerEvent) => void;
    onPointerLeave: () => void;
    onScroll: (event: React.UIEvent<HTMLElement>) => void;
  };
}

/** `loading`: what is there so far is what memory had of it, and nothing to hold on to. */
export function useHeld(fresh: readonly string[], loading: boolean): Held {
  const [shown, setShown] = useState<readonly string[] | null>(null);
  const pointer = useRef(false);
  const scrolled = useRef(false);
  const deeds = useUi((ui) => ui.deeds);
  const held = useMemo(() => (shown ? holdOrder(shown, fresh) : { ids: fresh, waiting: 0 }), [shown, fresh]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what one does oneself is shown at once
  useEffect(() => setShown(null), [deeds]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what the load has brought
  useEffect(() => {
    if (!loading) setShown((now) => now && fresh);
  }, [loading]);

  const hold = () => setShown((now) => now ?? fresh);
  const letGo = () => {
    if (!pointer.current && !scrolled.current) setShown(null);
  };
  return {
    ...held,
    release: () => setShown(pointer.current ? fresh : null),
    handlers: {
      onPointerEnter: (event) => {
        if (event.pointerType !== 'mouse') return;
        pointer.current = true;
        hold();
      },
      onPointerLeave: () => {
        pointer.current = false;
        letGo();
      },
      onScroll: (event) => {
        scrolled.current = event.currentTarget.scrollTop > TOP;
        if (scrolled.current) hold();
        else letGo();
      },
    },
  };
}
