/** A tag's name and colour, for a new one and for one that changes. */
import type { Tag } from '@/api/types';
import { Field } from '@/components/fields';
import { TagDot } from '@/components/TagChip';
import { loadTags } from '@/store/tags';
import { s } from '@/texts/settings';
import { tags } from '../api';
import { ColourChoice } from '../ColourChoice';
import { FormDialog } from '../FormDialog';
import { useThere } from '../there';
import { useDraft } from '../useDraft';

export function TagDialog({ tag, onClose }: { tag?: Tag; onClose: () => void }) {
  const there = useThere(tag);
  const { draft, change, isOvertaken } = useDraft({ name: tag?.name ?? '', colour: tag?.colour ?? 'blue' });
  const { name, colour } = draft;
  const send = async () => {
    const wish = { name: name.trim(), colour };
    await (there ? tags.change(there.id, wish) : tags.create(wish));
    await loadTags();
    onClose();
  };
  return (
    <FormDialog
      title={tag ? s.tags.changeTitle : s.tags.createTitle}
      deed={tag ? s.tags.changeDeed : s.tags.createDeed}
      ready={name.trim() !== ''}
      onSend={send}
      isOvertaken={isOvertaken}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.tags.name}
            value={name}
            onChange={(typed) => change({ name: typed })}
            maxLength={50}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          <ColourChoice
            label={s.tags.colour}
            value={colour}
            onChange={(chosen) => change({ colour: chosen })}
            sign={(each) => <TagDot colour={each} />}
          />
        </>
      )}
    </FormDialog>
  );
}
