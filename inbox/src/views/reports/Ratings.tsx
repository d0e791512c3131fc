/** What visitors said, each with the way to its conversation. */
import { ChevronDown, Download } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Page, RatedConversation } from '@/api/types';
import { Btn, IconBtn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Toggle } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { Stars } from '@/components/Stars';
import { exactTime, shortTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { go, openConversation } from '@/store/route';
import { may } from '@/store/session';
import { t } from '@/texts';
import { number } from '@/texts/language';
import { r } from '@/texts/reports';
import { reports, type Wish } from './api';
import { type Cell, download } from './csv';
import { useFresh } from './useFresh';

const PAGE = 20;
const FILE_PAGE = 200;
/** More than anybody reads in one file. */
const FILE_MOST = 10_000;
const SCORES = [5, 4, 3, 2, 1];

const FILE_HEADS = ['conversation', 'score', 'comment', 'rated_at', 'resolved_at', 'channel', 'assignee', 'person'];
const fileRow = (said: RatedConversation): Cell[] => [
  said.conversation_id,
  said.score,
  said.comment,
  said.rated_at,
  said.resolved_at,
  said.channel,
  said.assignee_name,
  said.person,
];

export function Ratings({ wish, every }: { wish: Wish; every: number }) {
  const [score, setScore] = useState<number | null>(null);
  const [words, setWords] = useState(false);
  const [shown, setShown] = useState(PAGE);
  const which = { score, only_comments: words };
  const ask = useCallback(
    () => reports.ratings(wish, { score, only_comments: words, limit: shown }),
    [wish, score, words, shown],
  );
  const { value } = useFresh(ask, every);
  const file = async () => {
    const all: RatedConversation[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<RatedConversation> = await reports.ratings(wish, { ...which, cursor, limit: FILE_PAGE });
      all.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor && all.length < FILE_MOST);
    download(`ratings-${wish.first}-${wish.last}`, [FILE_HEADS, ...all.map(fileRow)]);
  };
  return (
    <section className="chart wide" aria-label={r.comments}>
      <header>
        <h2>{r.comments}</h2>
        <span className="grow" />
        <Toggle label={r.onlyComments} on={words} onChange={setWords} />
        <Choices
          label={r.score}
          trigger={
            <Btn size="sm">
              {score === null ? r.anyScore : r.ofFive(number(score))}
              <Icon of={ChevronDown} size={12} />
            </Btn>
          }
        >
          <Choice name={r.anyScore} chosen={score === null} onAction={() => setScore(null)}>
            {r.anyScore}
          </Choice>
          {SCORES.map((one) => (
            <Choice key={one} name={r.ofFive(number(one))} chosen={score === one} onAction={() => setScore(one)}>
              {r.ofFive(number(one))}
            </Choice>
          ))}
        </Choices>
        <IconBtn icon={Download} label={r.csv} onPress={() => void file()} />
      </header>
      {value?.items.length === 0 && <NoRatings />}
      <ul className="ratings">
        {value?.items.map((said) => (
          <Said key={`${said.conversation_id} ${said.resolved_at}`} said={said} />
        ))}
      </ul>
      {value?.next_cursor && shown < FILE_PAGE && <Btn onPress={() => setShown(shown + PAGE)}>{r.more}</Btn>}
    </section>
  );
}

function Said({ said }: { said: RatedConversation }) {
  const now = useNow();
  return (
    <li>
      <button type="button" onClick={() => openConversation(said.conversation_id)}>
        <span className="ratings-head">
          <Stars score={said.score} />
          <span className="hidden">{r.ofFive(number(said.score))}</span>
          <b className="cut">{said.person ?? r.visitor}</b>
          <span className="f3 cut grow">
            {t.channel[said.channel]}, {said.assignee_name ?? r.nobody}
          </span>
          <time className="f3 num" dateTime={said.rated_at} title={exactTime(said.rated_at)}>
            {shortTime(said.rated_at, now)}
          </time>
        </span>
        {said.comment && <q dir="auto">{said.comment}</q>}
      </button>
    </li>
  );
}

function NoRatings() {
  return (
    <p className="f3">
      {r.noRatings}{' '}
      {may('widgets.manage') && (
        <button type="button" className="link" onClick={() => go('#/settings/widget')}>
          {r.toWidget}
        </button>
      )}
    </p>
  );
}
