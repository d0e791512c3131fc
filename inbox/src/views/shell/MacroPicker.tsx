/** Macros: found by a few letters, read as they will be, applied. */
import { StickyNote, TriangleAlert, Zap } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { Autocomplete, Input, Menu, SearchField, useFilter } from 'react-aria-components';
import { conversations } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { Macro, Reached } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Choice } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { Said } from '@/components/Rich';
import { sendMessage, sendMessageSoon } from '@/live/outbox';
import { applyToMatching } from '@/store/bulk';
import { row, useInbox } from '@/store/inbox';
import {
  applicable,
  applySilently,
  applyToAll,
  customersOf,
  inWords,
  isGone,
  loadMacros,
  reaches,
  useMacros,
} from '@/store/macros';
import { rendered } from '@/store/markup';
import { newClientId } from '@/store/outbox';
import { type All, setPicking, usePicked } from '@/store/picked';
import { go, openId } from '@/store/route';
import { warn } from '@/store/toasts';
import { setUi, useUi } from '@/store/ui';
import { filled, unfilled, valuesFor } from '@/store/variables';
import { filterOf } from '@/store/views';
import { t } from '@/texts';
import { number } from '@/texts/language';
import { canBeTakenBack } from '../composer/send';

const close = () => setUi({ macros: null });

export function MacroPicker() {
  const asked = useUi((ui) => ui.macros);
  const macros = useMacros((state) => state.items);
  const id = openId();
  const there = useInbox(({ rows }) => id !== null && rows.has(id));
  useEffect(() => {
    if (asked && !macros) void loadMacros();
  }, [asked, macros]);
  if (!asked) return null;
  const { of, to } = asked;
  if (!to && (!id || !there)) return null;
  const macro = macros?.find((one) => one.id === of);
  if (!macro) return <Finder macros={macros} onFound={(found) => setUi({ macros: { ...asked, of: found.id } })} />;
  if (to === 'all') return <PreviewOfAll macro={macro} />;
  return to ? <PreviewOfMany ids={to} macro={macro} /> : <Preview id={id ?? ''} macro={macro} />;
}

function Finder({ macros, onFound }: { macros: readonly Macro[] | null; onFound: (macro: Macro) => void }) {
  const usable = applicable(macros);
  const { contains } = useFilter({ sensitivity: 'base' });
  const preview = (macro: Macro | undefined) => macro && onFound(macro);
  // Enter that is quicker than the list means its first one; it must not reach the button that comes with the preview
  const heard = (event: KeyboardEvent<HTMLInputElement>) => {
    const { currentTarget: input, key, nativeEvent } = event;
    if (key !== 'Enter' || nativeEvent.isComposing) return;
    event.preventDefault();
    if (!input.getAttribute('aria-activedescendant')) preview(usable.find(({ name }) => contains(name, input.value)));
  };
  return (
    <Ask title={t.macros.title} isOpen onClose={close}>
      <Autocomplete filter={contains}>
        <SearchField className="pop-search" aria-label={t.macros.find} autoFocus>
          <Input className="field" placeholder={t.macros.find} onKeyDown={heard} />
        </SearchField>
        <Menu
          className="menu"
          aria-label={t.macros.title}
          renderEmptyState={() => <None any={macros === null || usable.length > 0} />}
        >
          {usable.map((macro) => (
            <Choice
              key={macro.id}
              id={macro.id}
              name={macro.name}
              glyph={<Icon of={Zap} />}
              onAction={() => preview(macro)}
            >
              {macro.name}
            </Choice>
          ))}
        </Menu>
      </Autocomplete>
    </Ask>
  );
}

function None({ any }: { any: boolean }) {
  if (any) return <div className="pop-none">{t.macros.noneFound}</div>;
  return (
    <div className="pop-none">
      <p>{t.macros.noneMore}</p>
      <Btn onPress={() => [close(), go('#/settings/macros')]}>{t.macros.make}</Btn>
    </div>
  );
}

function Preview({ id, macro }: { id: string; macro: Macro }) {
  const about = row(id);
  const words = macro.text && about ? filled(macro.text, valuesFor(about)) : null;
  const braces = words ? unfilled(words) : [];
  // as in the composer
  const closed = Boolean(words) && !macro.private && about?.status === 'closed';
  const [applied, setApplied] = useState(false);
  const run = () => {
    if (applied) return;
    setApplied(true);
    close();
    if (words) send(id, macro, words);
    else void applySilently(id, macro);
  };
  const buttons = (
    <>
      <Btn onPress={close}>{t.app.cancel}</Btn>
      <Btn weight="main" onPress={run} isDisabled={closed} autoFocus>
        {t.macros.apply}
      </Btn>
    </>
  );
  return (
    <Ask title={macro.name} isOpen onClose={close} actions={buttons}>
      <div className="stack">
        {words ? <Words macro={macro} words={words} /> : <p className="f3">{t.macros.noText}</p>}
        {closed && <p className="f3">{t.composer.closed}</p>}
        <Unfilled braces={braces} />
        <Deeds macro={macro} />
      </div>
    </Ask>
  );
}

/** With its variables as they are written: each is filled in for its own conversation. */
function PreviewOfMany({ ids, macro }: { ids: readonly string[]; macro: Macro }) {
  // somebody may close one meanwhile
  useInbox((state) => state.rows);
  const reached = reaches(macro, ids);
  const isReply = Boolean(macro.text) && !macro.private;
  const run = () => {
    close();
    setPicking(false);
    void applyToAll(reached, macro);
  };
  const buttons = (
    <>
      <Btn onPress={close}>{t.app.cancel}</Btn>
      <Btn weight="main" onPress={run} isDisabled={reached.length === 0} autoFocus>
        {t.macros.apply}
      </Btn>
    </>
  );
  const without = [...new Set(reached.flatMap((id) => bracesFor(id, macro)))];
  return (
    <Ask title={macro.name} isOpen onClose={close} actions={buttons}>
      <div className="stack">
        <p role="status">
          {t.macros.touches(reached.length)} {isReply && t.macros.repliesTo(customersOf(reached))}
        </p>
        {reached.length < ids.length && <p className="f3">{t.macros.closedOut(ids.length - reached.length)}</p>}
        {macro.text ? <Words macro={macro} words={macro.text} /> : <p className="f3">{t.macros.noText}</p>}
        <Unfilled braces={without} />
        <Deeds macro={macro} />
      </div>
    </Ask>
  );
}

/** Everything that the list has, loaded or not: the hub fills the words in for each, and says how many they reach. */
function PreviewOfAll({ macro }: { macro: Macro }) {
  const all = usePicked((state) => state.all);
  const reached = useReached(all, macro);
  const isReply = Boolean(macro.text) && !macro.private;
  const run = () => {
    close();
    void applyToMatching(macro);
  };
  const buttons = (
    <>
      {/* an Enter that comes too soon writes to nobody */}
      <Btn onPress={close} autoFocus={isReply}>
        {t.app.cancel}
      </Btn>
      <Btn weight="main" onPress={run} isDisabled={macro.text ? !reached?.conversations : !all} autoFocus={!isReply}>
        {isReply && reached?.customers ? t.macros.writeTo(reached.customers) : t.macros.apply}
      </Btn>
    </>
  );
  return (
    <Ask title={macro.name} isOpen onClose={close} actions={buttons}>
      <div className="stack">
        <p role="status">
          {t.macros.touches(reached?.conversations ?? all?.count ?? 0)}{' '}
          {isReply && reached && t.macros.repliesTo(reached.customers)}
        </p>
        {all?.more && <p className="f3">{t.bulk.newest(number(all.count))}</p>}
        {Boolean(reached?.closed) && <p className="f3">{t.macros.closedOut(reached?.closed ?? 0)}</p>}
        {Boolean(reached?.unfilled) && <p className="f3">{t.macros.unfilledOut(reached?.unfilled ?? 0)}</p>}
        {macro.text ? <Words macro={macro} words={macro.text} /> : <p className="f3">{t.macros.noText}</p>}
        <Unfilled braces={macro.unknown_variables.map((name) => `{{${name}}}`)} />
        <Deeds macro={macro} />
        <p className="f3">{macro.text ? t.macros.stopsOnTheWay : t.macros.backFromAll}</p>
      </div>
    </Ask>
  );
}

/** Counted when it is looked at; nothing is sent before it is known to how many. */
function useReached(all: All | null, macro: Macro): Reached | null {
  const [reached, setReached] = useState<Reached | null>(null);
  useEffect(() => {
    let over = false;
    if (all)
      conversations
        .countMatching(filterOf(all.view), macro.id)
        .then(({ reached }) => over || setReached(reached ?? null))
        .catch((error) => over || warn(asProblem(error, t.app.failed).message));
    return () => {
      over = true;
    };
  }, [all, macro.id]);
  return reached;
}

function bracesFor(id: string, { text }: Macro): string[] {
  const about = row(id);
  return text && about ? unfilled(filled(text, valuesFor(about))) : [];
}

function Unfilled({ braces }: { braces: readonly string[] }) {
  if (braces.length === 0) return null;
  return (
    <div className="hint" role="status">
      <Icon of={TriangleAlert} size={14} />
      <span className="grow">{t.composer.unfilled(braces.join(', '))}</span>
    </div>
  );
}

function Words({ macro, words }: { macro: Macro; words: string }) {
  const { text, html } = rendered(words);
  return (
    <div>
      <h3 className="label">{macro.private ? t.macros.note : t.macros.reply}</h3>
      <div className={`macro-text ${macro.private ? 'note' : ''}`} dir="auto">
        {macro.private && <Icon of={StickyNote} size={14} />}
        <Said html={html} text={text} />
      </div>
    </div>
  );
}

function Deeds({ macro }: { macro: Macro }) {
  if (macro.actions.length === 0) return <p className="f3">{t.macros.nothing}</p>;
  return (
    <div>
      <h3 className="label">{t.macros.does}</h3>
      <ol className="macro-deeds">
        {macro.actions.map((action, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no name but their place
          <li key={place} className={isGone(action) ? 'gone' : ''}>
            {inWords(action)}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Like anything that is sent: what it does comes with it, and is taken back with it. */
function send(id: string, macro: Macro, written: string): void {
  const go = !macro.private && canBeTakenBack(id) ? sendMessageSoon : sendMessage;
  go({
    clientId: newClientId(),
    conversationId: id,
    ...rendered(written),
    written,
    attachments: [],
    private: macro.private,
    macro: { id: macro.id, name: macro.name },
    createdAt: new Date().toISOString(),
    state: 'sending',
    reason: null,
  });
}
