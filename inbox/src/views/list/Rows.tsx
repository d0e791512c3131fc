/** The rows as one listbox: only what is seen is drawn, the keyboard's row always is. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUp } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { Icon } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { loadMore, loadView, type Window } from '@/store/inbox';
import { useLook } from '@/store/look';
import { usePicked } from '@/store/picked';
import { openConversation } from '@/store/route';
import { focusSoon, setListed, setUi, useUi } from '@/store/ui';
import type { View } from '@/store/views';
import { t } from '@/texts';
import { ConversationRow } from './ConversationRow';
import { useHeld } from './useHeld';
import { useSavedView, viewName } from './viewName';

/** Ask for the next page when this many rows are left below. */
const AHEAD = 12;

interface RowsProps {
  view: View;
  ids: readonly string[];
  open: string | null;
  state: Window['state'] | undefined;
  complete: boolean;
}

function useRowHeight(): number {
  const compact = useLook((look) => look.density === 'compact');
  if (usePhone()) return 84;
  return compact ? 56 : 78;
}

const STEPS: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(last, index + 1),
  ArrowUp: (index) => Math.max(0, index - 1),
  PageDown: (index, last) => Math.min(last, index + 8),
  PageUp: (index) => Math.max(0, index - 8),
  Home: () => 0,
  End: (_, last) => last,
};

export function Rows({ view, ids: fresh, open, state, complete }: RowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const { ids, waiting, release, handlers } = useHeld(fresh, state === 'loading');
  const saved = useSavedView();
  const picking = usePicked((state) => state.picking);
  const cursor = useUi((ui) => ui.cursor);
  const at = cursor === null ? -1 : ids.indexOf(cursor);
  const height = useRowHeight();
  // another function would have every row measured anew, at each step of scrolling
  const keyOf = useCallback((index: number) => ids[index] ?? index, [ids]);
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    getItemKey: keyOf,
    overscan: 6,
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return at < 0 || seen.includes(at) ? seen : [...seen, at].sort((one, other) => one - other);
    },
  });

  // letters walk over what is seen, as arrows do
  useLayoutEffect(() => setListed(ids), [ids]);
  useLayoutEffect(() => () => setUi({ listed: null }), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height makes every measure stale
  useEffect(() => virtual.measure(), [height]);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);

  const items = virtual.getVirtualItems();
  const bottom = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (state === 'ready' && bottom >= ids.length - AHEAD) void loadMore(view);
  }, [bottom, ids.length, view, state]);

  const pressed = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter' && cursor) {
      event.preventDefault();
      openConversation(cursor);
      focusSoon('thread-log');
      return;
    }
    const step = STEPS[event.key];
    const next = step && ids[step(at, ids.length - 1)];
    if (!next) return;
    event.preventDefault();
    setUi({ cursor: next });
  };

  return (
    <div className="rows-frame">
      {waiting > 0 && (
        <button
          type="button"
          className="pill"
          aria-label={t.list.arrivalsLabel(waiting)}
          onClick={() => {
            release();
            box.current?.scrollTo({ top: 0 });
          }}
        >
          <Icon of={ArrowUp} size={13} />
          {t.list.arrivals(waiting)}
        </button>
      )}
      <div
        id="conversation-list"
        className="rows"
        ref={box}
        role="listbox"
        aria-label={viewName(view, saved)}
        aria-multiselectable={picking}
        aria-activedescendant={at >= 0 ? `row-${cursor}` : undefined}
        tabIndex={0}
        onKeyDown={pressed}
        onFocus={() => at < 0 && ids[0] && setUi({ cursor: ids[0] })}
        {...handlers}
      >
        <div className="rows-all" role="presentation" style={{ blockSize: virtual.getTotalSize() }}>
          {items.map((item) => (
            <ConversationRow
              key={item.key}
              id={ids[item.index] ?? ''}
              place={item.index + 1}
              total={complete ? ids.length : -1}
              top={item.start}
              isOpen={ids[item.index] === open}
              isCursor={item.index === at}
              picking={picking}
              showsAssignee={view.assignee.length !== 1}
              showsStatus={view.status.length !== 1 && !view.snoozed}
            />
          ))}
        </div>
        {state === 'more' && <div className="rows-more">{t.list.loadingMore}</div>}
        {state === 'failed' && (
          <div className="rows-more">
            {t.list.failed}.{' '}
            <button type="button" className="link" onClick={() => void loadView(view)}>
              {t.app.retry}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
