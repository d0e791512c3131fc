/** One conversation: its head, what was said, and the place to answer. */
import { MessageCircleOff } from 'lucide-react';
import { useEffect } from 'react';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { Empty, Failed } from '@/components/states';
import { lookAt, lookAway } from '@/live/threads';
import { useInbox } from '@/store/inbox';
import { openConversation } from '@/store/route';
import { hasAny } from '@/store/rows';
import { useSearching } from '@/store/search';
import { myId, seesAll } from '@/store/session';
import { useThreads } from '@/store/threads';
import { useView, viewKey } from '@/store/views';
import { t } from '@/texts';
import { Composer } from '../composer/Composer';
import { Toaster } from '../shell/Toaster';
import { Log } from './Log';
import { isMerged, MergedBar } from './Merged';
import { Resolved } from './Resolved';
import { ThreadHead } from './ThreadHead';
import { ThreadLoading } from './ThreadLoading';

export function Thread({ id }: { id: string }) {
  const row = useInbox((state) => state.rows.get(id));
  const state = useThreads(({ threads }) => threads.get(id)?.state);
  const problem = useThreads(({ threads }) => threads.get(id)?.problem ?? null);

  useEffect(() => {
    void lookAt(id);
    return () => void lookAway(id);
  }, [id]);

  if (state === 'failed' && problem?.status === 404) return <Gone />;
  if (state === 'failed') {
    return (
      <section className="thread" aria-label={t.thread.messages}>
        <Failed
          title={t.thread.failedLoad}
          text={t.thread.failedLoadMore}
          problem={problem}
          onRetry={() => void lookAt(id)}
        />
      </section>
    );
  }
  return (
    <section className="thread" aria-label={t.thread.label(row?.display_name ?? '')}>
      {row ? <ThreadHead row={row} /> : <div className="bar" />}
      {row && state === 'ready' ? <Log key={id} row={row} /> : <ThreadLoading />}
      <Toaster />
      {row && <Resolved row={row} />}
      {row && (isMerged(row) ? <MergedBar row={row} /> : <Composer key={id} row={row} />)}
    </section>
  );
}

function Gone() {
  return (
    <section className="thread" aria-label={t.thread.messages}>
      <Empty
        glyph={<Icon of={MessageCircleOff} size={22} />}
        tone="plain"
        title={t.thread.gone}
        text={seesAll() ? t.thread.goneMore : t.thread.hiddenMore}
      >
        <div className="acts">
          <Btn onPress={() => openConversation(null)}>{t.app.back}</Btn>
        </div>
      </Empty>
    </section>
  );
}

/** Beside an empty list. */
function NothingHere() {
  const phone = usePhone();
  return (
    <section className="thread none" aria-label={t.thread.nothing}>
      {!phone && <Toaster />}
      <Empty title={t.thread.nothing} text={t.thread.nothingMore} />
    </section>
  );
}

const hints = (): [string[], string][] => [
  [['J', 'K'], t.thread.next],
  [['Enter'], t.thread.open],
  [['R'], t.thread.reply],
  [['N'], t.thread.note],
  [['E'], t.thread.resolve],
  [['?'], t.thread.allKeys],
];

/** Beside the list, while nothing is open. */
export function NoThread() {
  const phone = usePhone();
  const view = useView((state) => state.view);
  const empty = useInbox(({ rows, windows }) => {
    const window = windows[viewKey(view)];
    return window?.state === 'ready' && !hasAny(rows, view, myId());
  });
  const searching = useSearching();
  if (empty && !searching) return <NothingHere />;
  return (
    <section className="thread none" aria-label={t.thread.choose}>
      {!phone && <Toaster />}
      <Empty title={t.thread.choose}>
        <dl className="hints">
          {hints().map(([keys, does]) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Empty>
    </section>
  );
}
