/** The list of a view: its head, its filters, and the live rows. */
import { useEffect, useMemo } from 'react';
import { useWide } from '@/components/media';
import { useNow } from '@/store/clock';
import { loadView, reachOf, useInbox } from '@/store/inbox';
import { useLook } from '@/store/look';
import { useRoute } from '@/store/route';
import { orderOf } from '@/store/rows';
import { useSearching } from '@/store/search';
import { myId } from '@/store/session';
import { setUi } from '@/store/ui';
import { useView, viewKey } from '@/store/views';
import { t } from '@/texts';
import { BulkBar } from './BulkBar';
import { ListHead } from './ListHead';
import { ListResizer } from './ListResizer';
import { ListEmpty, ListFailed, ListLoading } from './ListStates';
import { Rows } from './Rows';
import { SearchResults } from './SearchResults';

export function ConversationList() {
  const view = useView((state) => state.view);
  const rows = useInbox((state) => state.rows);
  const window = useInbox((state) => state.windows[viewKey(view)]);
  const open = useRoute((state) => (state.route.name === 'inbox' ? state.route.conversation : null));
  const now = useNow();
  const order = useMemo(() => orderOf(view, myId()), [view]);
  const ids = useMemo(() => order(rows, reachOf(window), now), [order, rows, window, now]);
  const known = window !== undefined;

  useEffect(() => {
    if (!known) void loadView(view);
  }, [view, known]);

  useEffect(() => {
    if (open) setUi({ cursor: open });
  }, [open]);

  const searching = useSearching();
  const wide = useWide();
  const width = useLook((look) => look.listWidth);
  const style = wide ? { inlineSize: width } : undefined;

  return (
    <section className="list" aria-label={t.list.label} style={style}>
      <ListHead view={view} count={ids.length} complete={window?.complete ?? false} />
      {searching ? (
        <SearchResults />
      ) : ids.length > 0 ? (
        <Rows
          key={viewKey(view)}
          view={view}
          ids={ids}
          open={open}
          state={window?.state}
          complete={window?.complete ?? false}
        />
      ) : window?.state === 'failed' ? (
        <ListFailed problem={window.problem} onRetry={() => void loadView(view)} />
      ) : window?.state === 'ready' ? (
        <div id="conversation-list" className="grow" tabIndex={-1}>
          <ListEmpty view={view} />
        </div>
      ) : (
        <ListLoading />
      )}
      {!searching && <BulkBar />}
      {wide && <ListResizer />}
    </section>
  );
}
