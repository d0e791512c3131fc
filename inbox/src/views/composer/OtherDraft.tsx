/** Two devices, two texts: the writer says which one stays. */
import type { Draft as KeptDraft } from '@/api/types';
import { adopted, insisted } from '@/store/draft';
import { draft, putDraft } from '@/store/drafts';
import { t } from '@/texts';

export function OtherDraft({ id, other }: { id: string; other: KeptDraft }) {
  const words = (other.private ? other.note : other.text).trim() || other.text.trim() || other.note.trim();
  return (
    <div className="hint" role="status">
      <span className="grow hint-text cut" title={words}>
        {t.composer.otherDraft} <b>{words}</b>
      </span>
      <button type="button" className="deed" onClick={() => putDraft(id, adopted(draft(id), other))}>
        {t.composer.useOther}
      </button>
      <button type="button" className="deed" onClick={() => putDraft(id, insisted(draft(id)))}>
        {t.composer.keepThis}
      </button>
    </div>
  );
}
