/** The tags of a conversation: type a few letters, put on, take off; who may makes a new one on the way. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete, Input, Menu, SearchField, useFilter } from 'react-aria-components';
import { tags as hub } from '@/api/hub';
import { asProblem } from '@/api/problem';
import { Choice } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { TagDot } from '@/components/TagChip';
import { may } from '@/store/session';
import { loadTags, useTags } from '@/store/tags';
import { warn } from '@/store/toasts';
import { t } from '@/texts';

const COLOURS = ['blue', 'violet', 'orange', 'green', 'amber', 'pink'] as const;

interface TagPickerProps {
  chosen: readonly string[];
  onToggle: (tag: string) => void;
  /** Whether a new one may be made on the way. */
  makes?: boolean;
}

export function TagPicker({ chosen, onToggle, makes = true }: TagPickerProps) {
  const tags = useTags((state) => state.tags);
  const { contains } = useFilter({ sensitivity: 'base' });
  const [asked, ask] = useState('');
  const name = asked.trim();
  const isNew = name !== '' && !tags.some((tag) => tag.name.toLowerCase() === name.toLowerCase());
  const create = async () => {
    try {
      const made = await hub.create(name, COLOURS[tags.length % COLOURS.length] ?? 'grey');
      await loadTags();
      ask('');
      onToggle(made.id);
    } catch (error) {
      warn(asProblem(error, t.app.failed).message);
    }
  };
  return (
    <Autocomplete filter={contains} inputValue={asked} onInputChange={ask}>
      <SearchField className="pop-search" aria-label={t.header.findTag} autoFocus>
        <Input className="field" placeholder={t.header.findTag} />
      </SearchField>
      <Menu
        className="menu"
        aria-label={t.header.tags}
        shouldCloseOnSelect={false}
        renderEmptyState={() => <div className="pop-none">{tags.length > 0 ? t.header.noTag : t.header.noTags}</div>}
      >
        {tags.map((tag) => (
          <Choice
            key={tag.id}
            id={tag.id}
            name={tag.name}
            glyph={<TagDot colour={tag.colour} />}
            chosen={chosen.includes(tag.id)}
            onAction={() => onToggle(tag.id)}
          >
            {tag.name}
          </Choice>
        ))}
        {isNew && makes && may('tags.manage') && (
          <Choice id="new" name={t.header.createTag(name)} glyph={<Icon of={Plus} />} onAction={() => void create()}>
            {t.header.createTag(name)}
          </Choice>
        )}
      </Menu>
    </Autocomplete>
  );
}
