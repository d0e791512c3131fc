/** The panes of daily work: list, thread, contact; or a contact by themselves beside the list. */
import { openContactId, openId, useRoute } from '@/store/route';
import { ConversationList } from './list/ConversationList';
import { ContactPage } from './panel/ContactPage';
import { Panel } from './panel/Panel';
import { NoThread, Thread } from './thread/Thread';

export function InboxView() {
  const open = useRoute(({ route }) => openId(route));
  const contact = useRoute(({ route }) => openContactId(route));
  return (
    <div className="panes" data-pane={open || contact ? 'thread' : 'list'}>
      <ConversationList />
      {open ? <Thread key={open} id={open} /> : contact ? <ContactPage key={contact} id={contact} /> : <NoThread />}
      {open && <Panel id={open} />}
    </div>
  );
}
