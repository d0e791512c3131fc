/** A tag's name and colour, for a new one and for one that changes. */
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Tag, TagColour } from '@/api/types';
import { Field } from '@/components/fields';
import { TagDot } from '@/components/TagChip';
import { loadTags } from '@/store/tags';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { tags } from '../api';
import { FormDialog } from '../FormDialog';

const colours = () => Object.keys(t.colour) as TagColour[];

export function TagDialog({ tag, onClose }: { tag?: Tag; onClose: () => void }) {
  const [name, setName] = useState(tag?.name ?? '');
  const [colour, setColour] = useState<TagColour>(tag?.colour ?? 'blue');
  const send = async () => {
    await (tag ? tags.change(tag.id, { name: name.trim(), colour }) : tags.create(name.trim(), colour));
    await loadTags();
    onClose();
  };
  return (
    <FormDialog
      title={tag ? s.tags.changeTitle : s.tags.createTitle}
      deed={tag ? s.tags.changeDeed : s.tags.createDeed}
      ready={name.trim() !== ''}
      onSend={send}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.tags.name}
            value={name}
            onChange={setName}
            maxLength={50}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          <RadioGroup value={colour} onChange={(wanted) => setColour(wanted as TagColour)}>
            <Label className="label">{s.tags.colour}</Label>
            <div className="colours">
              {colours().map((each) => (
                <Radio key={each} value={each} className="colour-choice">
                  <TagDot colour={each} />
                  {t.colour[each]}
                </Radio>
              ))}
            </div>
          </RadioGroup>
        </>
      )}
    </FormDialog>
  );
}
