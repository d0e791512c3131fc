/** What the hub could not do, with the reason: tried again or put away, by an admin. */
import { CheckCheck, MailX } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { asProblem, Problem } from '@/api/problem';
import type { Cause, DeadLetter, Page } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Choice } from '@/components/Choices';
import { whyOf } from '@/components/failure';
import { Icon } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { Empty } from '@/components/states';
import { exactTime, shortTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { useNews } from '@/store/news';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { Awaited } from '../Awaited';
import { deadLetters } from '../api';
import { Narrowing } from '../Narrowing';
import { PageHead } from '../PageHead';
import { Table, TableRow } from '../Table';
import { type Loaded, useLoaded } from '../useLoaded';
import { LetterDialog } from './LetterDialog';

/** Why a message stands where it does; a letter never says these. */
const OF_MESSAGES: ReadonlySet<Cause> = new Set(['postponed', 'unconfirmed', 'undelivered']);

/** As many pages as make up `count`. */
async function load(cause: Cause | undefined, count: number): Promise<Page<DeadLetter>> {
  let found = await deadLetters.page(cause);
  while (found.next_cursor && found.items.length < count) found = await withNext(cause, found, found.next_cursor);
  return found;
}

async function withNext(
  cause: Cause | undefined,
  { items }: Page<DeadLetter>,
  cursor: string,
): Promise<Page<DeadLetter>> {
  const next = await deadLetters.page(cause, cursor);
  return { ...next, items: [...items, ...next.items] };
}

export function DeadLettersPage() {
  const shown = useRef(0);
  const [cause, setCause] = useState<Cause | undefined>();
  const [asking, setAsking] = useState(false);
  const ask = useCallback(() => load(cause, shown.current), [cause]);
  const loaded = useLoaded(
    ask,
    useNews((heard) => heard['dead-letters']),
  );
  shown.current = loaded.value?.items.length ?? 0;
  return (
    <>
      <PageHead title={s.letters.title}>
        {shown.current > 0 && <Btn onPress={() => setAsking(true)}>{s.letters.discardAll}</Btn>}
      </PageHead>
      {(shown.current > 0 || cause) && (
        <div className="audit-filters">
          <CauseFilter cause={cause} onCause={setCause} />
        </div>
      )}
      <Awaited loaded={loaded}>
        {(page) =>
          page.items.length > 0 ? (
            <Letters cause={cause} page={page} {...loaded} />
          ) : (
            <NoLetters cause={cause} onAll={() => setCause(undefined)} />
          )
        }
      </Awaited>
      {asking && <DiscardAll cause={cause} onClose={() => setAsking(false)} onGone={loaded.again} />}
    </>
  );
}

function CauseFilter({ cause, onCause }: { cause: Cause | undefined; onCause: (cause: Cause | undefined) => void }) {
  return (
    <Narrowing label={s.letters.heads[0] ?? ''} chosen={cause ? t.cause[cause] : s.letters.everything}>
      <Choice name={s.letters.everything} chosen={!cause} onAction={() => onCause(undefined)}>
        {s.letters.everything}
      </Choice>
      {(Object.keys(t.cause) as Cause[])
        .filter((one) => !OF_MESSAGES.has(one))
        .map((one) => (
          <Choice key={one} name={t.cause[one]} chosen={one === cause} onAction={() => onCause(one)}>
            {t.cause[one]}
          </Choice>
        ))}
    </Narrowing>
  );
}

interface DiscardAllProps {
  cause: Cause | undefined;
  onClose: () => void;
  onGone: () => void;
}

function DiscardAll({ cause, onClose, onGone }: DiscardAllProps) {
  const [wrong, setWrong] = useState<string | null>(null);
  const discard = async () => {
    try {
      const { count } = await deadLetters.discardAll(cause);
      say(s.letters.allDiscarded(count));
      onGone();
      onClose();
    } catch (error) {
      setWrong(asProblem(error, t.app.failed).message);
    }
  };
  const buttons = (
    <>
      <Btn onPress={onClose}>{t.app.cancel}</Btn>
      <Btn weight="main" onPress={() => void discard()}>
        {s.letters.discardAll}
      </Btn>
    </>
  );
  return (
    <Ask title={s.letters.discardAllTitle} isOpen onClose={onClose} actions={buttons}>
      {cause && <p className="dlg-text med">{t.cause[cause]}</p>}
      <p className="dlg-text">{s.letters.discardAllMore}</p>
      {wrong && (
        <p className="help bad" role="alert">
          {wrong}
        </p>
      )}
    </Ask>
  );
}

function NoLetters({ cause, onAll }: { cause: Cause | undefined; onAll: () => void }) {
  if (cause)
    return (
      <Empty
        glyph={<Icon of={CheckCheck} size={22} />}
        tone="plain"
        title={s.letters.noneOfReason}
        text={t.cause[cause]}
      >
        <div className="acts">
          <Btn onPress={onAll}>{s.letters.everything}</Btn>
        </div>
      </Empty>
    );
  return <Empty glyph={<Icon of={CheckCheck} size={22} />} title={s.letters.none} text={s.letters.noneMore} />;
}

interface LettersProps extends Pick<Loaded<Page<DeadLetter>>, 'set' | 'again'> {
  cause: Cause | undefined;
  page: Page<DeadLetter>;
}

function Letters({ cause, page, set, again }: LettersProps) {
  const [open, setOpen] = useState<DeadLetter | null>(null);
  const { items, next_cursor: cursor } = page;
  const more = async (from: string) => {
    try {
      set(await withNext(cause, page, from));
    } catch (error) {
      warn(error instanceof Problem ? error.message : t.app.failed);
    }
  };
  const gone = (told: string) => {
    setOpen(null);
    again();
    say(told);
  };
  return (
    <div className="page-scroll">
      <Table kind="letters" label={s.letters.title} heads={s.letters.heads}>
        {items.map((letter) => (
          <LetterRow key={letter.id} letter={letter} onOpen={() => setOpen(letter)} />
        ))}
      </Table>
      {cursor && (
        <p className="docs-link">
          <Btn onPress={() => void more(cursor)}>{s.letters.more}</Btn>
        </p>
      )}
      {open && <LetterDialog letter={open} onClose={() => setOpen(null)} onGone={gone} />}
    </div>
  );
}

/** A payload, or which job, and how often it was tried. A newer hub may have jobs that this page does not know. */
function whatOf({ job, tries }: DeadLetter): string {
  if (!job) return s.letters.inbound;
  const what = (s.letters.jobs as Partial<Record<string, string>>)[job] ?? job;
  return tries ? `${what} · ${s.letters.tries(tries)}` : what;
}

function LetterRow({ letter, onOpen }: { letter: DeadLetter; onOpen: () => void }) {
  const now = useNow();
  const why = whyOf(letter.failure, letter.reason);
  const detail = letter.failure?.detail;
  const phone = usePhone();
  const channel = letter.channel ? t.channel[letter.channel] : s.letters.noChannel;
  return (
    <TableRow
      glyph={
        <span className="row-glyph">
          <Icon of={MailX} />
        </span>
      }
      title={why}
      full={letter.reason}
      more={
        <>
          {detail && <span className="letter-detail cut">{detail}</span>}
          {whatOf(letter)}
          {phone && ` · ${channel} · ${shortTime(letter.created_at, now)}`}
        </>
      }
    >
      <td className="wide-cell cut">{channel}</td>
      <td className="wide-cell" title={exactTime(letter.created_at)}>
        {shortTime(letter.created_at, now)}
      </td>
      <td className="table-deeds">
        <Btn size="sm" onPress={onOpen} aria-label={`${s.letters.open}: ${why}`}>
          {s.letters.open}
        </Btn>
      </td>
    </TableRow>
  );
}
