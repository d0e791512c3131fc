/** What colleagues have begun to answer here and share, and whether our own reply is shared. */
import { Users } from 'lucide-react';
import { useState } from 'react';
import type { SharedDraft } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { Icon } from '@/components/glyphs';
import { type Draft, setDraft } from '@/store/drafts';
import { nameOf, usePeople } from '@/store/people';
import { may, myId } from '@/store/session';
import { NONE_SHARED, takeOver, useSharedDrafts } from '@/store/shared-drafts';
import { t } from '@/texts';

export function SharedDrafts({ id, draft }: { id: string; draft: Draft }) {
  const shared = useSharedDrafts((state) => state.of[id] ?? NONE_SHARED);
  if (!may('conversations.reply')) return null;
  return (
    <>
      {shared
        .filter((one) => one.user_id !== myId())
        .map((one) => (
          <Theirs key={one.user_id} shared={one} own={draft.reply} />
        ))}
      {draft.shared && (
        <div className="hint calm" role="status">
          <Icon of={Users} size={14} />
          <span className="grow">{t.composer.sharing}</span>
          <button type="button" className="deed" onClick={() => setDraft(id, { shared: false })}>
            {t.composer.stopSharing}
          </button>
        </div>
      )}
    </>
  );
}

function Theirs({ shared, own }: { shared: SharedDraft; own: string }) {
  const name = usePeople(() => nameOf(shared.user_id));
  const [asks, setAsks] = useState(false);
  const isMine = own.trim() === '' || own.trim() === shared.text.trim();
  const take = () => {
    setAsks(false);
    void takeOver(shared);
  };
  return (
    <div className="hint calm shared-draft" role="group" aria-label={t.composer.draftBy(name)}>
      <Avatar id={shared.user_id} name={name} size={20} />
      <div className="grow hint-text">
        <b>{t.composer.draftBy(name)}</b>
        <p className="shared-words" dir="auto">
          {shared.text}
        </p>
        {asks && !isMine && <p className="shared-asks">{t.composer.replacesYours}</p>}
      </div>
      {asks && !isMine ? (
        <span className="shared-deeds">
          <button type="button" className="deed" onClick={take}>
            {t.composer.replaceMine}
          </button>
          <button type="button" className="deed" onClick={() => setAsks(false)}>
            {t.composer.keepMine}
          </button>
        </span>
      ) : (
        <button type="button" className="deed" onClick={() => (isMine ? take() : setAsks(true))}>
          {t.composer.takeOver}
        </button>
      )}
    </div>
  );
}
