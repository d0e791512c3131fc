/** The workspace's tags. The list is the live one that the pickers show. */
import { Tag as TagGlyph } from 'lucide-react';
import type { Tag } from '@/api/types';
import { TagDot } from '@/components/TagChip';
import { may } from '@/store/session';
import { loadTags, useTags } from '@/store/tags';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { tags as hub } from '../api';
import { KeptDeeds, KeptPage } from '../KeptPage';
import { TableRow } from '../Table';
import { TagDialog } from './TagDialog';

export function TagsPage() {
  return (
    <KeptPage
      kind="tag-list"
      words={s.tags}
      glyph={TagGlyph}
      permission="tags.manage"
      list={hub.list}
      known={useTags((state) => state.tags)}
      row={(tag) => <TagRow key={tag.id} tag={tag} />}
      dialog={(onClose) => <TagDialog onClose={onClose} />}
    />
  );
}

async function remove(tag: Tag): Promise<void> {
  await hub.remove(tag.id);
  await loadTags();
}

function TagRow({ tag }: { tag: Tag }) {
  const dot = (
    <span className="row-glyph">
      <TagDot colour={tag.colour} />
    </span>
  );
  return (
    <TableRow glyph={dot} title={tag.name} full={tag.name} more={t.colour[tag.colour]}>
      <td className="table-deeds">
        {may('tags.manage') && (
          <KeptDeeds
            name={tag.name}
            words={s.tags}
            remove={() => remove(tag)}
            dialog={(onClose) => <TagDialog tag={tag} onClose={onClose} />}
          />
        )}
      </td>
    </TableRow>
  );
}
