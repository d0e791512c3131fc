/** A tag: its name, and a dot in its colour; the name alone says what it is. */
import type { Tag, TagColour } from '@/api/types';

export const HUES: Record<TagColour, string> = {
  grey: 'hue0',
  blue: 'hue1',
  violet: 'hue2',
  orange: 'hue3',
  green: 'hue4',
  amber: 'hue5',
  pink: 'hue6',
};

export const TagDot = ({ colour }: { colour: TagColour }) => (
  <span className={`tag-dot ${HUES[colour]}`} aria-hidden="true" />
);

export function TagChip({ tag }: { tag: Tag }) {
  return (
    <span className="chip tag-chip" title={tag.name}>
      <TagDot colour={tag.colour} />
      <span className="cut">{tag.name}</span>
    </span>
  );
}
