/** Tells an agent who looks elsewhere: the number in the title, a notification, a short sound if wanted. */
import type { ConversationRow, Occasion } from '@/api/types';
import { countsSoon, useInbox } from '@/store/inbox';
import { useLook } from '@/store/look';
import { usePeople } from '@/store/people';
import { openConversation, route } from '@/store/route';
import { type Row, type Rows, unreadOf } from '@/store/rows';
import { waysOf } from '@/store/rules';
import { me, myId, useSession } from '@/store/session';
import { offer } from '@/store/toasts';
import { t } from '@/texts';

interface Notified {
  kind: keyof typeof t.notices.kind;
  conversation_id: string;
  text: string;
}

/** A row of an old conversation can be news to us without its last message being any. */
const RECENT = 60_000;

/** Mine to act on: unread, and mine or nobody's. */
function waitsForMe(row: Row, mine: string): boolean {
  const toMe = row.assignee === null || row.assignee.id === mine;
  return row.status === 'open' && toMe && unreadOf(row) > 0;
}

/** How many of the known conversations wait for this agent. */
const waitingIn = (rows: Rows) => [...rows.values()].filter((row) => waitsForMe(row, myId())).length;

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

/** Whether the agent has the app before their eyes. */
const looking = () => document.hasFocus() && !document.hidden;

/** A row says that a customer wrote; whoever is not looking hears of it. */
export function announce(news: ConversationRow, before: Row | undefined): void {
  const last = news.last_message;
  const wrote = news.inbound_count > (before?.inbound_count ?? 0) && last?.direction === 'inbound';
  const occasion = occasionOf(news);
  const fresh = last && Date.now() - Date.parse(last.created_at) < RECENT;
  if (wrote && fresh && occasion && !looking())
    call(occasion, news.id, news.display_name, last.text || t.list.attachment);
}

/** What it is to this agent that a customer wrote here; nothing, where it is others' alone. */
function occasionOf({ assignee, team_id: teamId }: ConversationRow): Occasion | null {
  if (assignee === null) return 'unassigned';
  if (assignee.id === myId()) return 'mine';
  const team = usePeople.getState().teams.find(({ id }) => id === teamId);
  return team?.members.includes(myId()) ? 'team' : null;
}

/** Words of the hub to this agent alone: one that they put off is back, and it is theirs. */
const OCCASION: Record<string, Occasion> = { assigned: 'assigned', mentioned: 'mentioned', woken: 'mine' };

/** What the hub says to this agent alone: in the app where they look, outside of it where they do not. */
export function takeNotification({ kind, conversation_id: id, text }: Notified): void {
  const now = route();
  if (kind === 'mentioned') countsSoon();
  if (!looking()) call(OCCASION[kind] ?? 'mine', id, t.notices.kind[kind] ?? t.app.name, text);
  else if (now.name !== 'inbox' || now.conversation !== id)
    offer(
      text,
      { text: t.notices.open, run: () => openConversation(id) },
      { conversation: id, told: 'elsewhere', holds: (row) => kind !== 'assigned' || row.assignee?.id === myId() },
    );
}

/** A sound if wanted, and a notification of the desktop if allowed; the next one of a conversation takes its place. */
function call(occasion: Occasion, id: string, title: string, body: string): void {
  const ways = waysOf(occasion);
  if (ways.sound && useLook.getState().sound) chime();
  if (!ways.browser || typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  try {
    const notice = new Notification(title, { body, tag: id });
    notice.onclick = () => {
      window.focus();
      openConversation(id);
      notice.close();
    };
  } catch {
    // Phones allow them to service workers only, and say so by throwing.
  }
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
