/** What was found: people first, then messages, the words in them marked. */
import { SearchX } from 'lucide-react';
import type { FoundContact, FoundMessage, Part } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { Empty, Failed } from '@/components/states';
import { exactTime, shortTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { isNarrowed, look, lookFurther, useSearch, widen } from '@/store/search';
import { t } from '@/texts';
import { MergedMark } from '../thread/Merged';
import { openMessage, openPerson, openPlace, PEOPLE, placeOfContact, placeOfMessage, step } from './found';
import { ListLoading } from './ListStates';

export function SearchResults() {
  const { state, problem, messages, contacts, cursor, place, question, filters } = useSearch();
  const people = contacts.slice(0, PEOPLE);
  const isEmpty = people.length + messages.length === 0;
  if (state === 'failed') {
    const text = problem?.code === 'unreachable' ? t.list.unreachableMore : t.list.failedMore;
    return <Failed title={t.search.failed} text={text} problem={problem} onRetry={() => void look()} />;
  }
  if (isEmpty && (state === 'loading' || state === 'more')) return <ListLoading />;
  if (isEmpty) {
    return (
      <div id="conversation-list" className="grow" tabIndex={-1}>
        <Empty
          glyph={<Icon of={SearchX} size={22} />}
          tone="plain"
          title={t.search.none}
          text={(isNarrowed(filters) ? t.search.noneNarrowed : t.search.noneMore)(question.trim())}
        >
          <div className="acts">
            {cursor && <Btn onPress={() => void lookFurther()}>{t.search.further}</Btn>}
            {isNarrowed(filters) && <Btn onPress={widen}>{t.list.clear}</Btn>}
          </div>
        </Empty>
      </div>
    );
  }
  const pressed = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter') openPlace();
    else return;
    event.preventDefault();
  };
  return (
    <div className="found" aria-busy={state === 'loading'}>
      <div
        id="conversation-list"
        role="listbox"
        aria-label={t.search.results}
        aria-activedescendant={place ?? undefined}
        tabIndex={0}
        onKeyDown={pressed}
      >
        {people.length > 0 && (
          <div role="group" aria-label={t.search.people}>
            <div className="found-head" aria-hidden="true">
              {t.search.people}
            </div>
            {people.map((found) => (
              <Person key={found.id} found={found} isHere={place === placeOfContact(found)} />
            ))}
          </div>
        )}
        {messages.length > 0 && (
          <div role="group" aria-label={t.search.messages}>
            <div className="found-head" aria-hidden="true">
              {t.search.messages}
            </div>
            {messages.map((found) => (
              <Message key={found.id} found={found} isHere={place === placeOfMessage(found)} />
            ))}
          </div>
        )}
      </div>
      {cursor && (
        <div className="rows-more">
          <button type="button" className="link" onClick={() => void lookFurther()}>
            {state === 'more' ? t.list.loadingMore : t.search.more}
          </button>
        </div>
      )}
    </div>
  );
}

function Person({ found, isHere }: { found: FoundContact; isHere: boolean }) {
  const name = plain(found.name);
  const address = found.addresses.find(({ value }) => value.some((part) => part.match)) ?? found.addresses[0];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field and the listbox hear the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox names its active row
    <div
      id={placeOfContact(found)}
      className={`fd ${isHere ? 'cursor' : ''}`}
      role="option"
      aria-selected={isHere}
      onClick={() => openPerson(found)}
    >
      <Avatar id={found.id} name={name} size={28} />
      <div className="fd-body">
        <div className="cv-name cut" dir="auto">
          <Marked parts={found.name} />
        </div>
        <div className="fd-text cut" dir="auto">
          {address ? (
            <Marked parts={address.value} />
          ) : found.company.length > 0 || found.conversation_id ? (
            <Marked parts={found.company} />
          ) : (
            t.search.silent
          )}
        </div>
      </div>
    </div>
  );
}

function Message({ found, isHere }: { found: FoundMessage; isHere: boolean }) {
  const now = useNow();
  const { conversation } = found;
  const who = conversation.contact?.id ?? conversation.visitor_id ?? conversation.id;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field and the listbox hear the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox names its active row
    <div
      id={placeOfMessage(found)}
      className={`fd ${isHere ? 'cursor' : ''}`}
      role="option"
      aria-selected={isHere}
      onClick={() => openMessage(found)}
    >
      <Avatar id={who} name={conversation.display_name} channel={conversation.channel} size={28} />
      <div className="fd-body">
        <div className="cv-1">
          <span className="cv-name cut" dir="auto">
            {conversation.display_name}
          </span>
          <MergedMark row={conversation} />
          <span className="cv-time" title={exactTime(found.created_at)}>
            {shortTime(found.created_at, now)}
          </span>
        </div>
        <div className="fd-text" dir="auto">
          {found.private && <span className="med">{t.list.note(found.author_name)} </span>}
          {!found.private && found.direction === 'outbound' && (
            <span className="f2">{t.list.by(found.author_name)} </span>
          )}
          <Marked parts={found.snippet} />
        </div>
      </div>
    </div>
  );
}

const plain = (parts: readonly Part[]) => parts.map((part) => part.text).join('');

function Marked({ parts }: { parts: readonly Part[] }) {
  let at = 0;
  return parts.map((part) => {
    const key = at;
    at += part.text.length;
    return part.match ? <mark key={key}>{part.text}</mark> : <span key={key}>{part.text}</span>;
  });
}
