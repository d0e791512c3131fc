/** The three panes of daily work: list, thread, contact. */
import { useRoute } from '@/store/route';
import { ConversationList } from './list/ConversationList';
import { Panel } from './panel/Panel';
import { NoThread, Thread } from './thread/Thread';

export function InboxView() {
  const open = useRoute(({ route }) => (route.name === 'inbox' ? route.conversation : null));
  return (
    <div className="panes" data-pane={open ? 'thread' : 'list'}>
      <ConversationList />
      {open ? <Thread key={open} id={open} /> : <NoThread />}
      {open && <Panel id={open} />}
    </div>
  );
}
