/** Where agents write: a reply or, in yellow, a note. Nobody sends a note to a customer by mistake. */
import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { pastedFiles } from '@/components/files';
import { Icon } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { useCanned } from '@/store/canned';
import { resolve, setStatus } from '@/store/deeds';
import { noDraft, saveDrafts, setDraft, useDrafts } from '@/store/drafts';
import { useLook } from '@/store/look';
import { markupOf } from '@/store/markup-of-html';
import type { Row } from '@/store/rows';
import { may } from '@/store/session';
import { focusSoon, setUi } from '@/store/ui';
import { unfilled } from '@/store/variables';
import { t } from '@/texts';
import { ComposerFoot } from './ComposerFoot';
import { ComposerTabs } from './ComposerTabs';
import { cannedSuggestions } from './canned';
import { colleagueSuggestions } from './colleagues';
import { format, formatOf, insert } from './format';
import { Hint, useAnsweredMeanwhile } from './Hint';
import { trySendLater } from './later';
import { OtherDraft } from './OtherDraft';
import { SharedDrafts } from './SharedDrafts';
import { LIST_ID, NoCanned, SuggestionList, suggestionId } from './SuggestionList';
import { sendDraft } from './send';
import { Tray } from './Tray';
import { stopped, typed } from './typing';
import { addFiles, useUploads } from './uploads';
import { useFileDrop } from './useFileDrop';
import { useGrowing } from './useGrowing';
import { useSuggestions } from './useSuggestions';

export function Composer({ row }: { row: Row }) {
  const id = row.id;
  const draft = useDrafts((state) => state.drafts[id]) ?? noDraft;
  const uploading = useUploads((state) =>
    state.items.some((item) => item.conversationId === id && item.wrong === null),
  );
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const phone = usePhone();
  const meanwhile = useAnsweredMeanwhile(id, draft.since);
  const text = draft[draft.mode];
  const blocked = blockedBecause(row, draft.mode);
  const ready = !blocked && !uploading && (text.trim() !== '' || draft.files.length > 0);
  const braces = draft.mode === 'reply' ? unfilled(text) : [];
  const doubtful = draft.mode === 'reply' && (meanwhile !== null || braces.length > 0);
  const canned = useCanned((state) => state.items);

  useGrowing(field, text);
  useEffect(() => {
    // The composer before this one may have taken the focus with it.
    if (document.activeElement === document.body) focusSoon('thread-log');
    return () => {
      stopped(id);
      saveDrafts();
    };
  }, [id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer asks again
  useEffect(() => setAsked(false), [meanwhile?.seq, braces.join()]);

  const mayGo = (): boolean => {
    if (ready && doubtful && !asked) setAsked(true);
    else field.current?.focus();
    return ready && (!doubtful || asked);
  };
  const send = () => mayGo() && sendDraft(id);
  const sendAt = (at: string | null) => {
    if (!mayGo()) return;
    if (at) void trySendLater(id, at);
    else setUi({ later: { id, message: null } });
  };

  const write = (value: string) => {
    setDraft(id, { [draft.mode]: value });
    if (draft.mode === 'reply' && value.trim() !== '') typed(id);
    else stopped(id);
  };

  const suggestions = useSuggestions({
    field,
    text,
    signs: draft.mode === 'note' ? '/@' : '/',
    find: ({ sign, query }) => (sign === '@' ? colleagueSuggestions(query) : cannedSuggestions(row, query)),
    onText: write,
  });

  const pressed = (event: React.KeyboardEvent) => {
    if (suggestions.pressed(event)) return;
    const how = field.current && formatOf(event, field.current);
    if (how && field.current) {
      event.preventDefault();
      event.stopPropagation();
      return format(field.current, how);
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    // On a phone the return key makes a line; there is a button to send.
    if ((phone || !useLook.getState().enterSends) && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    send();
  };

  const take = (files: FileList | null | undefined) => {
    if (!files?.length || blocked) return false;
    addFiles(id, files);
    return true;
  };
  const over = useFileDrop(field, take) && !blocked;

  return (
    <div className="comp-frame">
      {draft.other && <OtherDraft id={id} other={draft.other} />}
      <SharedDrafts id={id} draft={draft} />
      <Hint row={row} meanwhile={draft.mode === 'reply' ? meanwhile : null} />
      {braces.length > 0 && (
        <div className="hint" role="status">
          <Icon of={TriangleAlert} size={14} />
          <span className="grow">{t.composer.unfilled(braces.join(', '))}</span>
        </div>
      )}
      <form
        className={`comp ${draft.mode} ${over ? 'over' : ''}`}
        aria-label={t.composer.label}
        onSubmit={(event) => event.preventDefault()}
      >
        {suggestions.isFor && (
          <SuggestionList
            key={`${suggestions.isFor}${canned?.length}`}
            label={suggestions.isFor === '@' ? t.composer.people : t.composer.canned}
            suggestions={suggestions}
          />
        )}
        {suggestions.asked === '/' && canned?.length === 0 && <NoCanned />}
        <ComposerTabs row={row} mode={draft.mode} />
        <textarea
          id="composer-text"
          ref={field}
          className="comp-text"
          rows={1}
          maxLength={20_000}
          value={text}
          disabled={Boolean(blocked)}
          aria-label={draft.mode === 'note' ? t.composer.noteTo : t.composer.replyTo(row.display_name)}
          placeholder={blocked ? '' : draft.mode === 'note' ? t.composer.noteTo : t.composer.replyTo(row.display_name)}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={suggestions.isFor ? LIST_ID : undefined}
          aria-activedescendant={suggestions.isFor ? suggestionId(suggestions.chosen) : undefined}
          onChange={(event) => {
            write(event.target.value);
            suggestions.look();
          }}
          onSelect={suggestions.look}
          onKeyDown={pressed}
          onBlur={() => {
            stopped(id);
            suggestions.close();
          }}
          onPaste={(event) => {
            const written = markupOf(event.clipboardData.getData('text/html'));
            if (take(pastedFiles(event.clipboardData))) event.preventDefault();
            else if (written && insert(written)) event.preventDefault();
          }}
        />
        {blocked && <p className="comp-blocked">{blocked}</p>}
        <Tray id={id} files={draft.files} />
        <ComposerFoot
          mode={draft.mode}
          ready={ready}
          asks={asked && doubtful}
          waitsForFiles={uploading}
          isDisabled={Boolean(blocked)}
          isShared={draft.reply.trim() === '' ? null : draft.shared}
          onShare={() => setDraft(id, { shared: !draft.shared })}
          onFiles={take}
          onSend={send}
          onSendAnd={(status) => {
            if (!send()) return;
            if (status === 'resolved') void resolve(id);
            else void setStatus(id, status);
          }}
          onSendLater={sendAt}
        />
        {over && <div className="comp-drop">{t.composer.drop}</div>}
      </form>
    </div>
  );
}

/** What cannot be done says why. */
function blockedBecause(row: Row, mode: string): string | null {
  if (!may('conversations.reply')) return t.composer.notAllowed;
  if (row.status === 'closed' && mode === 'reply') return t.composer.closed;
  return null;
}
