/** The list when there is nothing to list: not yet, not any more, or not at all. */
import { AtSign, Check, Inbox, ListFilter, Star } from 'lucide-react';
import { useEffect, useState } from 'react';
import { conversations } from '@/api/hub';
import type { Problem } from '@/api/problem';
import type { Counts } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon, StatusGlyph } from '@/components/glyphs';
import { Bone, Empty, Failed, useSlow } from '@/components/states';
import { useInbox } from '@/store/inbox';
import { go } from '@/store/route';
import { may } from '@/store/session';
import { named, STATES, sameView, show, stateOf, type View, viewWith } from '@/store/views';
import { t } from '@/texts';
import { viewParts } from './viewName';

const WIDTHS = [
  [46, 88],
  [58, 72],
  [38, 80],
  [52, 64],
  [44, 76],
  [56, 60],
] as const;

export function ListLoading() {
  const slow = useSlow(true);
  if (!slow) return <div className="grow" />;
  return (
    <div className="bones" aria-busy="true">
      {WIDTHS.map(([name, line], index) => (
        <div className="bone-row" key={name} style={{ opacity: 1 - index * 0.16 }}>
          <Bone width={32} height={32} round />
          <div className="grow">
            <Bone width={`${name}%`} />
            <Bone width={`${line}%`} />
          </div>
        </div>
      ))}
    </div>
  );
}

export function ListFailed({ problem, onRetry }: { problem: Problem | null; onRetry: () => void }) {
  const text = problem?.code === 'unreachable' ? t.list.unreachableMore : t.list.failedMore;
  return <Failed title={t.list.failed} text={text} problem={problem} onRetry={onRetry} />;
}

/** Whether there has ever been one: what is resolved or asleep is neither in memory nor among the counts. */
function useAnyConversation(counts: Counts | null): boolean | null {
  const inMemory = useInbox((state) => state.rows.size > 0);
  const known = inMemory || counts === null || counts.open + counts.pending + counts.snoozed > 0;
  const [found, setFound] = useState<boolean | null>(null);
  useEffect(() => {
    if (known) return;
    conversations.list({ limit: 1 }).then(
      ({ items }) => setFound(items.length > 0),
      () => setFound(true),
    );
  }, [known]);
  return known || found;
}

export function ListEmpty({ view }: { view: View }) {
  const counts = useInbox((state) => state.counts);
  const any = useAnyConversation(counts);
  if (any === null) return null;
  if (!any) return <FirstTime />;
  if (sameView(view, named.mine)) return <AllAnswered unassigned={counts?.unassigned ?? 0} />;
  if (sameView(view, named.open))
    return <Empty glyph={<Icon of={Check} size={22} />} title={t.list.noneOpen} text={t.list.noneOpenMore} />;
  if (sameView(view, named.unassigned))
    return (
      <Empty glyph={<Icon of={Check} size={22} />} title={t.list.noneUnassigned} text={t.list.noneUnassignedMore} />
    );
  if (sameView(view, named.mentions))
    return (
      <Empty
        glyph={<Icon of={AtSign} size={22} />}
        tone="plain"
        title={t.list.noneMentioned}
        text={t.list.noneMentionedMore}
      />
    );
  if (sameView(view, named.starred))
    return (
      <Empty
        glyph={<Icon of={Star} size={22} />}
        tone="plain"
        title={t.list.noneStarred}
        text={t.list.noneStarredMore}
      />
    );
  const status = stateOf(view);
  if (status && status !== 'open' && status !== 'any' && sameView(view, viewWith(STATES[status])))
    return (
      <Empty
        glyph={<StatusGlyph status={status} size={22} />}
        tone="plain"
        title={t.list.noneIn[status]}
        text={t.list.noneInMore[status]}
      />
    );
  return (
    <Empty
      glyph={<Icon of={ListFilter} size={22} />}
      tone="plain"
      title={t.list.noneFilter}
      text={t.list.noneFilterMore(viewParts(view))}
    >
      <div className="acts">
        <Btn onPress={() => show(named.open)}>{t.list.clear}</Btn>
      </div>
    </Empty>
  );
}

function AllAnswered({ unassigned }: { unassigned: number }) {
  const more = unassigned > 0 ? t.list.answeredMore(unassigned) : t.list.answeredRest;
  return (
    <Empty glyph={<Icon of={Check} size={22} />} title={t.list.answered} text={more}>
      {unassigned > 0 && (
        <div className="acts">
          <Btn weight="main" onPress={() => show(named.unassigned)}>
            {t.list.openQueue}
          </Btn>
        </div>
      )}
    </Empty>
  );
}

function FirstTime() {
  return (
    <Empty glyph={<Icon of={Inbox} size={22} />} title={t.list.noneFirst} text={t.list.noneFirstMore}>
      {may('widgets.read') && (
        <div className="acts">
          <Btn weight="main" onPress={() => go('#/settings/widgets')}>
            {t.list.setUp}
          </Btn>
        </div>
      )}
    </Empty>
  );
}
