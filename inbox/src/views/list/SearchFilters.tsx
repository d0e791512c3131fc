/** What a search is narrowed to: what a list can be, and by whom and when a message was written. */
import { MessageSquareText, Reply, StickyNote } from 'lucide-react';
import type { WrittenBy } from '@/api/types';
import { ChoiceGroup } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { type Age, isNarrowed, narrow, type SearchFilters, useSearch } from '@/store/search';
import { t } from '@/texts';
import { Adjusting, FilterMenu, To } from './FilterMenu';
import { Narrowed, Parts } from './ListHead';

const WRITERS = { customer: MessageSquareText, us: Reply, notes: StickyNote } satisfies Record<WrittenBy, unknown>;
const AGES: Age[] = ['week', 'month', 'year', 'older'];

export function SearchFilterMenu() {
  const filters = useSearch((state) => state.filters);
  return (
    <Adjusting.Provider value={narrow}>
      <FilterMenu view={filters} more={<OfMessages filters={filters} />} narrowedMore={isNarrowed(filters)} />
    </Adjusting.Provider>
  );
}

export function SearchTools() {
  const filters = useSearch((state) => state.filters);
  return (
    <Adjusting.Provider value={narrow}>
      <div className="list-tools">
        <Parts view={filters} />
        {filters.writtenBy && (
          <Narrowed text={t.search.writers[filters.writtenBy]} onClear={() => narrow({ writtenBy: null })} />
        )}
        {filters.age && <Narrowed text={t.search.ages[filters.age]} onClear={() => narrow({ age: null })} />}
      </div>
    </Adjusting.Provider>
  );
}

function OfMessages({ filters }: { filters: SearchFilters }) {
  return (
    <>
      <ChoiceGroup title={t.search.writer}>
        <To wish={{ writtenBy: null }} name={t.search.anyWriter} chosen={filters.writtenBy === null} />
        {(Object.keys(WRITERS) as WrittenBy[]).map((writtenBy) => (
          <To
            key={writtenBy}
            wish={{ writtenBy }}
            name={t.search.writers[writtenBy]}
            glyph={<Icon of={WRITERS[writtenBy]} />}
            chosen={filters.writtenBy === writtenBy}
          />
        ))}
      </ChoiceGroup>
      <ChoiceGroup title={t.search.age}>
        <To wish={{ age: null }} name={t.search.anyAge} chosen={filters.age === null} />
        {AGES.map((age) => (
          <To key={age} wish={{ age }} name={t.search.ages[age]} chosen={filters.age === age} />
        ))}
      </ChoiceGroup>
    </>
  );
}
