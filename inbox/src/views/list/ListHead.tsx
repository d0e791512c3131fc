/** The list's head: which view, how many, and the filters of status, assignee and channel. */
import { ChevronDown, SquareCheck, X } from 'lucide-react';
import { useContext } from 'react';
import { Button } from 'react-aria-components';
import type { SavedView, Sort } from '@/api/types';
import { IconBtn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Icon, StatusGlyph } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { useAttributes } from '@/store/attributes';
import { useInbox } from '@/store/inbox';
import { setPicking, usePicked } from '@/store/picked';
import { useSearching } from '@/store/search';
import { may } from '@/store/session';
import {
  adjust,
  anyTime,
  FACETS,
  type Facet,
  inState,
  isBounded,
  STATES,
  sameView,
  stateOf,
  type View,
  type ViewStatus,
  viewOf,
} from '@/store/views';
import { t } from '@/texts';
import { number } from '@/texts/language';
import { Adjusting, FilterMenu } from './FilterMenu';
import { SaveMenu } from './SaveMenu';
import { SearchBox } from './SearchBox';
import { SearchFilterMenu, SearchTools } from './SearchFilters';
import { countText, entriesOf } from './usual';
import { ViewMenu } from './ViewMenu';
import { facetText, spanText, statusText, useSavedView, viewName, wantedText, withoutText } from './viewName';

export function ListHead({ view, count, complete }: { view: View; count: number; complete: boolean }) {
  const searching = useSearching();
  const saved = useSavedView();
  const total = useTotal(view, saved) ?? (complete ? number(count) : null);
  return (
    <>
      <div className="bar list-bar">
        <Title text={searching ? t.search.results : viewName(view, saved)} leads={!searching} />
        {!searching && total !== null && <span className="f3 num">{total}</span>}
        <span className="grow" />
        {!searching && <PickButton />}
        {!searching && <SaveMenu view={view} saved={saved} />}
        {searching ? <SearchFilterMenu /> : <FilterMenu view={view} />}
      </div>
      <SearchBox />
      {searching ? <SearchTools /> : <Tools view={view} />}
    </>
  );
}

/** On a phone the navigation stands elsewhere: there the title leads to the other views. */
function Title({ text, leads }: { text: string; leads: boolean }) {
  const phone = usePhone();
  if (!phone || !leads) return <h1 className="cut">{text}</h1>;
  return (
    <h1 className="cut">
      <ViewMenu>{text}</ViewMenu>
    </h1>
  );
}

function PickButton() {
  const picking = usePicked((state) => state.picking);
  if (!may('conversations.change')) return null;
  return (
    <IconBtn icon={SquareCheck} label={t.bulk.pick} keys={['X']} on={picking} onPress={() => setPicking(!picking)} />
  );
}

/** The heading says these. */
const isHeaded = ({ assignee }: View) => assignee.length === 1 && ['me', 'none'].includes(assignee[0] ?? '');

function Tools({ view }: { view: View }) {
  return (
    <div className="list-tools">
      <Parts view={isHeaded(view) ? { ...view, assignee: [] } : view} />
      <span className="grow" />
      <SortMenu sort={view.sort} />
    </div>
  );
}

/** What the list or a search is narrowed to, each part to be taken off. */
export function Parts({ view }: { view: View }) {
  const adjust = useContext(Adjusting);
  return (
    <>
      <StatusMenu view={view} />
      {FACETS.map((facet) => (
        <FacetParts key={facet} view={view} facet={facet} />
      ))}
      <Wants view={view} />
      {view.unread && <Narrowed text={t.filter.unread} onClear={() => adjust({ unread: false })} />}
      {isBounded(view.active) && (
        <Narrowed text={t.filter.activeIs(spanText(view.active))} onClear={() => adjust({ active: anyTime })} />
      )}
      {isBounded(view.created) && (
        <Narrowed text={t.filter.createdIs(spanText(view.created))} onClear={() => adjust({ created: anyTime })} />
      )}
      {view.mentioned && <Narrowed text={t.nav.mentions} onClear={() => adjust({ mentioned: false })} />}
      {view.starred && <Narrowed text={t.list.starred} onClear={() => adjust({ starred: false })} />}
    </>
  );
}

/** What is asked of the contact. */
function Wants({ view }: { view: View }) {
  const adjust = useContext(Adjusting);
  // names come later than the view does
  useAttributes();
  return view.attributes.map((wanted) => (
    <Narrowed
      key={`${wanted.key} ${wanted.not}`}
      text={wantedText(wanted)}
      onClear={() => adjust({ attributes: view.attributes.filter((one) => one !== wanted) })}
    />
  ));
}

/** What one filter asks for, and what it excludes. Tags stand by themselves: all of them are asked for. */
function FacetParts({ view, facet }: { view: View; facet: Facet }) {
  const adjust = useContext(Adjusting);
  const excluded = view.not[facet];
  const chips = facet === 'tags' ? view.tags.map((tag) => [tag]) : view[facet].length > 0 ? [view[facet]] : [];
  return (
    <>
      {chips.map((values) => (
        <Narrowed
          key={values.join()}
          text={facetText(facet, values)}
          onClear={() => adjust({ [facet]: view[facet].filter((value) => !values.includes(value)) })}
        />
      ))}
      {excluded.length > 0 && (
        <Narrowed text={withoutText(facet, excluded)} onClear={() => adjust({ not: { ...view.not, [facet]: [] } })} />
      )}
    </>
  );
}

/** The hub counts the usual views and the saved ones; of the others only a whole list knows. */
function useTotal(view: View, saved: SavedView | null): string | null {
  const counts = useInbox((state) => state.counts);
  if (!counts) return null;
  if (saved && sameView(view, viewOf(saved)))
    return countText(counts.by_view[saved.id], counts.at_least.includes(saved.id));
  const { usual } = entriesOf(counts);
  return countText(usual.find((entry) => sameView({ ...view, sort: 'newest' }, entry.view))?.count);
}

const SORTS: Sort[] = ['newest', 'waiting', 'priority'];

function SortMenu({ sort }: { sort: Sort }) {
  return (
    <Choices
      label={t.list.sort}
      trigger={
        <Button className="tool">
          <span className="hidden">{t.list.sort}</span>
          {t.list.sorts[sort]}
          <Icon of={ChevronDown} size={12} />
        </Button>
      }
    >
      {SORTS.map((each) => (
        <Choice key={each} name={t.list.sorts[each]} chosen={each === sort} onAction={() => adjust({ sort: each })}>
          {t.list.sorts[each]}
        </Choice>
      ))}
    </Choices>
  );
}

export function Narrowed({ text, onClear }: { text: string; onClear: () => void }) {
  return (
    <button type="button" className="chip narrowed" onClick={onClear} title={t.list.clear}>
      {text}
      <Icon of={X} size={12} />
    </button>
  );
}

function StatusMenu({ view }: { view: View }) {
  const adjust = useContext(Adjusting);
  return (
    <Choices
      label={t.list.filter}
      placement="bottom start"
      trigger={
        <Button className="tool">
          <span className="hidden">{t.panel.status}: </span>
          <span className="med f2">{statusText(view)}</span>
          <Icon of={ChevronDown} size={12} />
        </Button>
      }
    >
      {(Object.keys(STATES) as ViewStatus[]).map((status) => (
        <Choice
          key={status}
          name={t.status[status]}
          glyph={status === 'any' ? null : <StatusGlyph status={status} />}
          chosen={status === stateOf(view)}
          onAction={() => adjust(inState(view, STATES[status]))}
        >
          {t.status[status]}
        </Choice>
      ))}
    </Choices>
  );
}
