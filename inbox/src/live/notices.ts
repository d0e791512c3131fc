/** Tells an agent who looks elsewhere: the number in the title, a notification, a short sound if wanted. */
import type { ConversationRow } from '@/api/types';
import { useInbox } from '@/store/inbox';
import { useLook } from '@/store/look';
import { openConversation } from '@/store/route';
import { type Row, type Rows, unreadOf } from '@/store/rows';
import { me, myId, useSession } from '@/store/session';
import { t } from '@/texts';

/** A row of an old conversation can be news to us without its last message being any. */
const RECENT = 60_000;

/** Mine to act on: unread, and mine or nobody's. */
function waitsForMe(row: Row, mine: string): boolean {
  const toMe = row.assignee === null || row.assignee.id === mine;
  return row.status === 'open' && toMe && unreadOf(row) > 0;
}

/** How many of the known conversations wait for this agent. */
export const waitingIn = (rows: Rows) => [...rows.values()].filter((row) => waitsForMe(row, myId())).length;

export function keepTitle(): void {
  const write = () => {
    const tenant = me()?.tenant.name ?? t.app.name;
    const count = me() ? waitingIn(useInbox.getState().rows) : 0;
    document.title = count > 0 ? `(${count}) ${tenant}` : tenant;
  };
  useInbox.subscribe((now, before) => now.rows !== before.rows && write());
  useSession.subscribe(write);
  write();
}

/** A row says that a customer wrote; whoever is not looking hears of it. */
export function announce(news: ConversationRow, before: Row | undefined): void {
  const last = news.last_message;
  const wrote = news.inbound_count > (before?.inbound_count ?? 0) && last?.direction === 'inbound';
  const toMe = news.assignee === null || news.assignee.id === myId();
  const fresh = last && Date.now() - Date.parse(last.created_at) < RECENT;
  if (!wrote || !fresh || !toMe || (document.hasFocus() && !document.hidden)) return;
  if (useLook.getState().sound) chime();
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const notice = new Notification(news.display_name, { body: last?.text || t.list.attachment, tag: news.id });
  notice.onclick = () => {
    window.focus();
    openConversation(news.id);
    notice.close();
  };
}

/** Two quiet tones, made here: no file to load. */
export function chime(): void {
  const audio = new AudioContext();
  for (const [start, pitch] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, audio.currentTime + start);
    volume.gain.exponentialRampToValueAtTime(0.06, audio.currentTime + start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + start + 0.3);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + 0.32);
  }
  setTimeout(() => void audio.close(), 800);
}
