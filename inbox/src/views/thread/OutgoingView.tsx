/** A message on its way: pale until the hub has it, outlined in red with the next step when it could not go. */
import { Clock, Lock, TriangleAlert } from 'lucide-react';
import { Icon } from '@/components/glyphs';
import { Said } from '@/components/Rich';
import { deleteMessage, retryMessage } from '@/live/outbox';
import type { Outgoing } from '@/store/outbox';
import { t } from '@/texts';
import { undoSend } from '../composer/send';
import { Attachments } from './Attachments';

export function OutgoingView({ item, joined, online }: { item: Outgoing; joined: boolean; online: boolean }) {
  const failed = item.state === 'failed';
  if (item.private) {
    return (
      <div className={`pnote ${failed ? '' : 'pale'}`}>
        <div className="grow">
          <div className="who">
            <Icon of={Lock} size={12} />
            <b>{t.thread.you}</b>
            <span>{t.thread.privateNote}</span>
          </div>
          <div className="pnote-text" dir="auto">
            <Said html={item.html} text={item.text} />
          </div>
          <Attachments files={item.attachments} />
          <Progress item={item} online={online} />
        </div>
      </div>
    );
  }
  return (
    <div className={`msg out rises ${joined ? 'same' : ''} ${failed ? 'fail' : 'pale'}`}>
      <div className="body">
        {item.text && (
          <div className="bub" dir="auto">
            <Said html={item.html} text={item.text} />
          </div>
        )}
        <Attachments files={item.attachments} />
        <Progress item={item} online={online} />
      </div>
    </div>
  );
}

function Progress({ item, online }: { item: Outgoing; online: boolean }) {
  if (item.state === 'failed') {
    return (
      <div className="st bad" role="alert">
        <Icon of={TriangleAlert} size={14} />
        <span>{item.reason ?? t.thread.failed}</span>
        <button type="button" className="deed" onClick={() => retryMessage(item.clientId)}>
          {t.thread.retry}
        </button>
        <button type="button" className="deed" onClick={() => deleteMessage(item.clientId)}>
          {t.thread.delete}
        </button>
      </div>
    );
  }
  if (item.state === 'waiting') {
    return (
      <div className="st" role="status">
        <Icon of={Clock} size={13} />
        <span>{t.thread.notYet}</span>
        <button type="button" className="deed" onClick={() => undoSend(item.clientId)}>
          {t.app.undo}
        </button>
      </div>
    );
  }
  return (
    <div className="st">
      <Icon of={Clock} size={13} />
      <span>{online ? t.thread.sending : t.thread.waiting}</span>
    </div>
  );
}
