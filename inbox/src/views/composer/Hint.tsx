/** Two people, one answer: says that a colleague is writing, or has just answered. It informs, it does not lock. */
import type { SequencedMessage } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { agoTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { assign } from '@/store/deeds';
import { hasDraft, useDrafts } from '@/store/drafts';
import { usePeople, type Watcher } from '@/store/people';
import type { Row } from '@/store/rows';
import { myId } from '@/store/session';
import { useThreads } from '@/store/threads';
import { setUi } from '@/store/ui';
import { t } from '@/texts';

/** A colleague's answer that came while one was already writing. */
export function useAnsweredMeanwhile(id: string, since: number | null): SequencedMessage | null {
  const last = useThreads(({ threads }) =>
    threads.get(id)?.log.messages.findLast((message) => message.direction === 'outbound' && !message.private),
  );
  if (!last || since === null || last.role === 'system' || last.author.id === myId()) return null;
  return Date.parse(last.created_at) > since ? last : null;
}

const firstName = (name: string) => name.split(' ')[0] ?? name;

export function Hint({ row, meanwhile }: { row: Row; meanwhile: SequencedMessage | null }) {
  const now = useNow();
  const watchers = usePeople((state) => state.watchers[row.id]);
  const typist = watchers?.find((watcher) => watcher.typing && watcher.id !== myId());
  if (meanwhile) {
    const time = agoTime(meanwhile.created_at, now);
    return (
      <div className="hint" role="status">
        <Avatar id={meanwhile.author.id ?? ''} name={meanwhile.author.name} size={20} />
        <span className="grow">{t.composer.answered(firstName(meanwhile.author.name), time)}</span>
        <button
          type="button"
          className="deed"
          onClick={() => setUi({ target: { conversation: row.id, seq: meanwhile.seq } })}
        >
          {t.composer.look}
        </button>
      </div>
    );
  }
  if (!typist) return null;
  return <Colleague row={row} typist={typist} />;
}

function Colleague({ row, typist }: { row: Row; typist: Watcher }) {
  const written = useDrafts((state) => hasDraft(state.drafts[row.id]));
  const first = firstName(typist.name);
  return (
    <div className="hint">
      <Avatar id={typist.id} name={typist.name} size={20} />
      <span className="grow hint-text">
        <b>{t.composer.replying(first)}</b>{' '}
        {t.composer.replyingTo(row.contact ? firstName(row.display_name) : row.display_name)}
        {written && ` ${t.composer.draftKept}`}
      </span>
      {written && (
        <button
          type="button"
          className="deed"
          onClick={() => void assign(row.id, { id: typist.id, name: typist.name })}
        >
          {t.composer.handOver(first)}
        </button>
      )}
    </div>
  );
}
