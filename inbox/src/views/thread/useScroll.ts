/** Where a thread stands: at its end unless the reader has left it, and unmoved when history comes in above. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SequencedMessage } from '@/api/types';
import { readToEnd } from '@/live/threads';
import { useInbox } from '@/store/inbox';
import { loadOlder } from '@/store/threads';
import { useTarget } from './useTarget';

const NEAR_END = 60;
const NEAR_TOP = 400;
const AT_ONCE_MS = 100;

interface Scroll {
  box: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  away: boolean;
  arrived: number;
  toEnd: () => void;
}

export function useScroll(
  id: string,
  messages: readonly SequencedMessage[],
  outgoing: number,
  hasOlder: boolean,
): Scroll {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const fromEnd = useRef(0);
  const stood = useRef({ top: 0, height: 0 });
  const left = useRef(Number.NEGATIVE_INFINITY);
  const [away, setAway] = useState(false);
  const [leftAt, setLeftAt] = useState(0);
  const first = messages[0]?.seq ?? 0;
  const last = messages.at(-1)?.seq ?? 0;

  useOpening(box, following, setAway);
  useFollowing(box, content, following, left);
  useTarget(id, first, box, () => {
    following.current = false;
  });

  // History came in above: stay where we were, counted from the end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new first message moves what is read
  useLayoutEffect(() => {
    const view = box.current;
    if (view && !following.current && fromEnd.current > 0) view.scrollTop = view.scrollHeight - fromEnd.current;
  }, [first]);

  // What one has just sent is always shown.
  useLayoutEffect(() => {
    if (outgoing === 0) return;
    following.current = true;
    toBottom(box.current);
  }, [outgoing]);

  useSeen(id, last, away);

  const onScroll = useCallback(() => {
    const view = box.current;
    if (!view) return;
    const below = view.scrollHeight - view.scrollTop - view.clientHeight;
    fromEnd.current = view.scrollHeight - view.scrollTop;
    // who moves up leaves the end; a message that came in below, or a composer that shrank, is no reader's doing
    if (below < NEAR_END) following.current = true;
    else if (view.scrollTop < stood.current.top && view.clientHeight === stood.current.height) {
      if (following.current) left.current = performance.now();
      following.current = false;
    }
    stood.current = { top: view.scrollTop, height: view.clientHeight };
    setAway((was) => {
      const is = !following.current;
      if (is && !was) setLeftAt(last);
      return is;
    });
    if (hasOlder && view.scrollTop < NEAR_TOP) void loadOlder(id);
  }, [id, hasOlder, last]);

  // A short first page leaves nothing to scroll: ask until the box is full.
  useEffect(() => {
    const view = box.current;
    if (view && hasOlder && first > 0 && view.scrollHeight <= view.clientHeight) void loadOlder(id);
  }, [id, hasOlder, first]);

  const toEnd = useCallback(() => {
    following.current = true;
    box.current?.scrollTo({ top: box.current.scrollHeight, behavior: 'smooth' });
  }, []);

  const arrived = away
    ? messages.filter((message) => message.seq > leftAt && message.direction === 'inbound').length
    : 0;
  return { box, content, onScroll, away, arrived, toEnd };
}

function toBottom(view: HTMLElement | null): void {
  if (view) view.scrollTop = view.scrollHeight;
}

/** Opens at the line above the first unread message, else at the end. */
function useOpening(
  box: RefObject<HTMLDivElement | null>,
  following: RefObject<boolean>,
  setAway: (away: boolean) => void,
): void {
  useLayoutEffect(() => {
    const view = box.current;
    if (!view) return;
    toBottom(view);
    const line = view.querySelector<HTMLElement>('.log-new');
    if (!line) return;
    const above = line.offsetTop - view.clientHeight / 4;
    if (above >= view.scrollTop) return;
    view.scrollTop = above;
    following.current = view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_END;
    setAway(!following.current);
  }, [box, following, setAway]);
}

/** Images that load, a composer that grows, a panel that opens: the end stays in view. */
function useFollowing(
  box: RefObject<HTMLDivElement | null>,
  content: RefObject<HTMLDivElement | null>,
  following: RefObject<boolean>,
  left: RefObject<number>,
): void {
  useEffect(() => {
    const watcher = new ResizeObserver(() => {
      // left in the very moment in which something grew or shrank: it was that, and not the reader
      if (performance.now() - left.current < AT_ONCE_MS) following.current = true;
      if (following.current) toBottom(box.current);
    });
    if (box.current) watcher.observe(box.current);
    if (content.current) watcher.observe(content.current);
    return () => watcher.disconnect();
  }, [box, content, following, left]);
}

/** At the end, in front of an eye: then it has been read. */
function useSeen(id: string, last: number, away: boolean): void {
  // a message may come before its row: what is read is told once the row knows of it
  const heard = useInbox((state) => state.rows.get(id)?.last_seq) ?? last;
  useEffect(() => {
    if (last === 0 || heard < last) return;
    const look = () => !away && !document.hidden && document.hasFocus() && readToEnd(id);
    look();
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [id, last, heard, away]);
}
