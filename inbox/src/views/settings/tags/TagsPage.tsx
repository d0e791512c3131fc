/** The workspace's tags: made, named anew, deleted. The list is the live one that the pickers show. */
import { Plus, Tag as TagGlyph } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { Tag } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { Empty } from '@/components/states';
import { TagDot } from '@/components/TagChip';
import { may } from '@/store/session';
import { loadTags, useTags } from '@/store/tags';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { Awaited } from '../Awaited';
import { tags as hub } from '../api';
import { PageHead } from '../PageHead';
import { Table, TableRow } from '../Table';
import { s } from '../texts';
import { useLoaded } from '../useLoaded';
import { TagDialog } from './TagDialog';

export function TagsPage() {
  const loaded = useLoaded(hub.list);
  const [making, setMaking] = useState(false);
  const known = useTags((state) => state.tags);
  const seen = useRef(known);
  const { again } = loaded;
  useEffect(() => {
    if (seen.current !== known) again();
    seen.current = known;
  }, [known, again]);
  const create = may('tags.manage') && (
    <Btn weight="main" onPress={() => setMaking(true)}>
      <Icon of={Plus} size={15} />
      {s.tags.create}
    </Btn>
  );
  return (
    <>
      <PageHead title={s.tags.title}>{(loaded.value?.length ?? 0) > 0 && create}</PageHead>
      <Awaited loaded={loaded}>
        {(tags) => (tags.length > 0 ? <Tags tags={tags} /> : <NoTags>{create}</NoTags>)}
      </Awaited>
      {making && <TagDialog onClose={() => setMaking(false)} />}
    </>
  );
}

function NoTags({ children }: { children: ReactNode }) {
  const more = children ? s.tags.noneMore : `${s.tags.noneMore} ${s.tags.noneMay}`;
  return (
    <Empty glyph={<Icon of={TagGlyph} size={22} />} title={s.tags.none} text={more}>
      {children && <div className="acts">{children}</div>}
    </Empty>
  );
}

function Tags({ tags }: { tags: readonly Tag[] }) {
  return (
    <div className="page-scroll">
      <Table kind="tag-list" label={s.tags.title} heads={s.tags.heads}>
        {tags.map((tag) => (
          <TagRow key={tag.id} tag={tag} />
        ))}
      </Table>
    </div>
  );
}

function TagRow({ tag }: { tag: Tag }) {
  const [changing, setChanging] = useState(false);
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    setAsking(false);
    try {
      await hub.remove(tag.id);
      await loadTags();
      say(s.tags.removed(tag.name));
    } catch (error) {
      warn(asProblem(error, t.app.failed).message);
    }
  };
  return (
    <TableRow
      glyph={
        <span className="row-glyph">
          <TagDot colour={tag.colour} />
        </span>
      }
      title={tag.name}
      full={tag.name}
      more={t.colour[tag.colour]}
    >
      <td className="table-deeds">
        {may('tags.manage') && (
          <span className="tag-deeds">
            <Btn size="sm" onPress={() => setChanging(true)} aria-label={`${s.tags.change}: ${tag.name}`}>
              {s.tags.change}
            </Btn>
            <Btn size="sm" onPress={() => setAsking(true)} aria-label={`${s.tags.remove}: ${tag.name}`}>
              {s.tags.remove}
            </Btn>
          </span>
        )}
        {changing && <TagDialog tag={tag} onClose={() => setChanging(false)} />}
        <Ask
          title={s.tags.removeTitle(tag.name)}
          isOpen={asking}
          onClose={() => setAsking(false)}
          urgent
          actions={
            <>
              <Btn onPress={() => setAsking(false)}>{s.tags.keep}</Btn>
              <Btn weight="bad" onPress={() => void remove()}>
                {s.tags.remove}
              </Btn>
            </>
          }
        >
          <p className="dlg-text">{s.tags.removeText}</p>
        </Ask>
      </td>
    </TableRow>
  );
}
