/** What a search is narrowed to: what a list can be, and by whom and when a message was written. */
import { MessageSquareText, Reply, StickyNote } from 'lucide-react';
import type { WrittenBy } from '@/api/types';
import { ChoiceGroup } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import type { SearchFilters } from '@/store/asked';
import { isNarrowed, narrow, useSearch } from '@/store/search';
import { anyTime, isBounded, type Span, spanKey } from '@/store/views';
import { t } from '@/texts';
import { Adjusting, FilterMenu, OwnDays, To } from './FilterMenu';
import { Narrowed, Parts } from './ListHead';
import { capital, spanText } from './viewName';

const WRITERS = { customer: MessageSquareText, us: Reply, notes: StickyNote } satisfies Record<WrittenBy, unknown>;

type Age = keyof typeof t.search.ages;

/** When a message was written, counted from now; `older` is what the year leaves. */
const AGES: Record<Age, Span> = {
  week: { ...anyTime, within: 7 },
  month: { ...anyTime, within: 30 },
  year: { ...anyTime, within: 365 },
  older: { ...anyTime, over: 365 },
};

const ages = Object.keys(AGES) as Age[];
const sameSpan = (one: Span, other: Span) => spanKey(one).join() === spanKey(other).join();

function spanName(span: Span): string {
  const age = ages.find((one) => sameSpan(AGES[one], span));
  return age ? t.search.ages[age] : capital(spanText(span));
}

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
        {isBounded(filters.written) && (
          <Narrowed text={spanName(filters.written)} onClear={() => narrow({ written: anyTime })} />
        )}
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
        <To wish={{ written: anyTime }} name={t.search.anyAge} chosen={!isBounded(filters.written)} />
        {ages.map((age) => (
          <To
            key={age}
            wish={{ written: AGES[age] }}
            name={t.search.ages[age]}
            chosen={sameSpan(AGES[age], filters.written)}
          />
        ))}
        <OwnDays of="written" span={filters.written} />
      </ChoiceGroup>
    </>
  );
}
