/** One website chat: its settings at the start, what they look like beside them, saved together. */
import { ChevronRight, Ellipsis, Plus, Power } from 'lucide-react';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Problem } from '@/api/problem';
import type { Widget } from '@/api/types';
import { Btn, IconBtn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { listChanged } from '@/store/news';
import { go } from '@/store/route';
import { may, useSession } from '@/store/session';
import { say } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { widgets as api } from '../api';
import { OVERTAKEN } from '../FormDialog';
import { PageHead } from '../PageHead';
import { useDraft } from '../useDraft';
import { changesIn, type Editable, editable, isSound } from './draft';
import { IdentityTab } from './IdentityTab';
import { LookTab } from './LookTab';
import { myLanguage } from './languages';
import { PreChatTab } from './PreChatTab';
import { Preview } from './Preview';
import { TextsTab } from './TextsTab';
import { LiveChip } from './WidgetsPage';

interface WidgetPageProps {
  widget: Widget;
  isOnly: boolean;
  onSaved: (widget: Widget) => void;
  onAdd: (() => void) | null;
}

export interface TabProps {
  draft: Editable;
  change: (change: Partial<Editable>) => void;
  widget: Widget;
  problem: Problem | null;
}

export function WidgetPage({ widget, isOnly, onSaved, onAdd }: WidgetPageProps) {
  const { draft, change, saved: rest, isOvertaken } = useDraft(editable(widget));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const [language, setLanguage] = useState(myLanguage);
  const mayChange = useSession(() => may('widgets.manage'));
  const changes = changesIn(widget, draft);
  const count = Object.keys(changes).length;

  const send = async (wish: Partial<Widget>) => {
    setSaving(true);
    setProblem(null);
    try {
      const saved = await api.change(widget.id, wish, widget.version);
      onSaved(saved);
      return saved;
    } catch (error) {
      setProblem(error instanceof Problem ? error : null);
      if (error instanceof Problem && error.code === OVERTAKEN) listChanged('widgets');
      return null;
    } finally {
      setSaving(false);
    }
  };

  const save = async () => {
    const saved = await send(changes);
    if (!saved) return;
    rest(draft, editable(saved));
    say(s.saved);
  };

  const props: TabProps = { draft, change, widget, problem };
  return (
    <div className="widget-page">
      <div className="widget-form">
        <PageHead title={<Crumbs widget={widget} isOnly={isOnly} />}>
          <WidgetMenu widget={widget} onAdd={onAdd} onSwitch={(enabled) => void send({ enabled })} />
        </PageHead>
        <Tabs className="tabs">
          <TabList className="tab-list" aria-label={s.widget.title}>
            <Tab id="look">{s.widget.tabs.look}</Tab>
            <Tab id="texts">{s.widget.tabs.texts}</Tab>
            <Tab id="before">{s.widget.tabs.before}</Tab>
            <Tab id="identity">{s.widget.tabs.identity}</Tab>
          </TabList>
          <div className="form-body">
            <fieldset className="form" disabled={!mayChange}>
              {!mayChange && <p className="f3 group">{t.panel.mayNot}</p>}
              <TabPanel id="look">
                <LookTab {...props} />
              </TabPanel>
              <TabPanel id="texts">
                <TextsTab {...props} language={language} setLanguage={setLanguage} />
              </TabPanel>
              <TabPanel id="before">
                <PreChatTab {...props} />
              </TabPanel>
              <TabPanel id="identity">
                <IdentityTab {...props} onSaved={onSaved} />
              </TabPanel>
            </fieldset>
          </div>
        </Tabs>
        {(count > 0 || problem) && (
          <div className="save-bar">
            <span className="dot away" />
            <span className={`grow ${problem ? 'bad-text' : 'f2'}`} role="status">
              {problem
                ? (problem.fields[0]?.what ?? problem.message)
                : isOvertaken
                  ? t.problem.overtaken
                  : s.notSaved(count)}
            </span>
            <Btn weight="ghost" onPress={() => [change(editable(widget)), setProblem(null)]}>
              {s.discard}
            </Btn>
            <Btn weight="main" isDisabled={saving || count === 0 || !isSound(draft)} onPress={() => void save()}>
              {saving ? t.app.saving : s.publish}
            </Btn>
          </div>
        )}
      </div>
      <Preview widget={widget} draft={draft} language={language} />
    </div>
  );
}

function Crumbs({ widget, isOnly }: { widget: Widget; isOnly: boolean }) {
  return (
    <span className="crumbs">
      {isOnly ? (
        <span className="crumb-first">{s.widget.title}</span>
      ) : (
        <button type="button" className="crumb-first" onClick={() => go('#/settings/widgets')}>
          {s.widget.title}
        </button>
      )}
      <Icon of={ChevronRight} size={14} className="f3" />
      <span className="cut crumb-last">{widget.name}</span>
      <LiveChip widget={widget} />
    </span>
  );
}

interface MenuProps {
  widget: Widget;
  onAdd: (() => void) | null;
  onSwitch: (enabled: boolean) => void;
}

function WidgetMenu({ widget, onAdd, onSwitch }: MenuProps) {
  if (!onAdd) return null;
  const text = widget.enabled ? s.widget.switchOff : s.widget.switchOn;
  return (
    <Choices label={t.header.more} trigger={<IconBtn icon={Ellipsis} label={t.header.more} />}>
      <Choice name={text} glyph={<Icon of={Power} />} onAction={() => onSwitch(!widget.enabled)}>
        {text}
      </Choice>
      <Choice name={s.widget.another} glyph={<Icon of={Plus} />} onAction={onAdd}>
        {s.widget.another}
      </Choice>
    </Choices>
  );
}
