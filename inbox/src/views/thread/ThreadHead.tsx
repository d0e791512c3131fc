/** The thread's head: what it is about, who else looks, and what can be done with it. */
import { ChevronLeft, PanelRight } from 'lucide-react';
import { Button } from 'react-aria-components';
import { Avatar } from '@/components/Avatar';
import { IconBtn, Tip } from '@/components/buttons';
import { usePhone, useTight, useWide } from '@/components/media';
import { setLook, useLook } from '@/store/look';
import { usePeople } from '@/store/people';
import { openConversation } from '@/store/route';
import type { Row } from '@/store/rows';
import { may, myId } from '@/store/session';
import { setUi, useUi } from '@/store/ui';
import { useSignsOfLife, useVisitor, useVisitorSlowly } from '@/store/visitors';
import { t } from '@/texts';
import { AssignPicker } from './AssignPicker';
import { MoreMenu, SnoozeMenu, StarButton } from './HeadMenus';
import { StatusButton } from './StatusButton';

export function ThreadHead({ row }: { row: Row }) {
  const wide = useWide();
  const tight = useTight();
  const panel = useLook((look) => look.panel);
  const drawer = useUi((ui) => ui.drawer);
  // On a phone the list, and with it the page's heading, is not there.
  const phone = usePhone();
  const Title = phone ? 'h1' : 'h2';
  const person = row.contact?.id ?? row.visitor_id ?? row.id;
  const assigned = row.assignee ? t.header.assigned(row.assignee.name) : t.header.assign;
  return (
    <header className="bar thread-bar">
      <IconBtn
        icon={ChevronLeft}
        size={20}
        label={t.app.back}
        className="back"
        onPress={() => openConversation(null)}
      />
      <button type="button" className="head-person" onClick={() => setUi({ drawer: true })}>
        <Avatar id={person} name={row.display_name} size={28} />
        <span className="hidden">{t.panel.show}</span>
      </button>
      <div className="grow head-title">
        <Title className="cut" title={row.subject ?? row.display_name} dir="auto">
          {row.subject ?? row.display_name}
        </Title>
        <Under key={row.id} row={row} />
      </div>
      <Watchers id={row.id} />
      {!phone && may('conversations.assign') && (
        <AssignPicker
          row={row}
          opensByKey
          placement="bottom end"
          trigger={
            <Tip text={assigned} keys={['A']}>
              <Button className="ib assign">
                {row.assignee ? <Avatar id={row.assignee.id} name={row.assignee.name} size={24} /> : <NobodyYet />}
                <span className="hidden">{assigned}</span>
              </Button>
            </Tip>
          }
        />
      )}
      {!tight && <StarButton row={row} />}
      {!tight && may('conversations.change') && <SnoozeMenu row={row} />}
      <MoreMenu row={row} />
      {!(wide && panel) && (
        <IconBtn
          icon={PanelRight}
          label={t.panel.show}
          keys={[']']}
          className="show-panel"
          on={drawer}
          onPress={() => (wide ? setLook({ panel: true }) : setUi({ drawer: !drawer }))}
        />
      )}
      {may('conversations.change') && <StatusButton row={row} />}
    </header>
  );
}

function NobodyYet() {
  return <span className="nobody" aria-hidden="true" />;
}

/** Under the title: whoever is not named in it, and whether they are on the site. */
function Under({ row }: { row: Row }) {
  const visitor = useVisitor(row.visitor_id);
  useSignsOfLife(row);
  // That they are here stops being true without a word.
  useVisitorSlowly(visitor?.online ? row.visitor_id : null);
  const first = row.subject ? row.display_name : t.channel[row.channel];
  return (
    <div className="head-sub cut">
      {first}
      {visitor?.online && (
        <>
          {' · '}
          <span className="ok-text">{t.thread.onlineNow}</span>
        </>
      )}
    </div>
  );
}

function Watchers({ id }: { id: string }) {
  const watchers = usePeople((state) => state.watchers[id]) ?? [];
  const others = watchers.filter((watcher) => watcher.id !== myId());
  const room = usePhone() ? 1 : 3;
  if (others.length === 0) return null;
  return (
    <span className="watchers">
      {others.slice(0, room).map((watcher) => {
        const text = watcher.typing ? t.header.replying(watcher.name) : t.header.watching(watcher.name);
        return (
          <Tip key={watcher.id} text={text}>
            <Button className="watcher">
              <Avatar id={watcher.id} name={watcher.name} size={24} ring={watcher.typing} />
              <span className="hidden">{text}</span>
            </Button>
          </Tip>
        );
      })}
      {others.length > room && <span className="f3 num">+{others.length - room}</span>}
    </span>
  );
}
