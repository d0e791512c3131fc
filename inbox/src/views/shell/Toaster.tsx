/** The one toast: six seconds, longer while it has the pointer or the focus, and no longer than it is true. */
import { Bell, Check, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '@/components/glyphs';
import { useInbox } from '@/store/inbox';
import { openId, useRoute } from '@/store/route';
import { agrees, dropToast, isMisplaced, letToastGo, type Toast, useToast } from '@/store/toasts';
import { useUi } from '@/store/ui';

const GLYPHS: Record<Toast['kind'], LucideIcon> = { done: Check, failed: TriangleAlert, news: Bell };

export function Toaster() {
  const toast = useToast((state) => state.toast);
  const row = useInbox(({ rows }) => toast?.about && rows.get(toast.about.conversation));
  const open = useRoute(({ route }) => openId(route));
  const cursor = useUi((ui) => ui.cursor);
  const [held, setHeld] = useState(false);
  const agreed = useRef(0);
  const id = toast?.id;
  // The one before may have gone under the pointer, which then never left it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each toast begins unheld
  useEffect(() => setHeld(false), [id]);
  useEffect(() => {
    if (!toast || held) return;
    const timer = setTimeout(() => dropToast(toast.id), toast.ends - Date.now());
    return () => clearTimeout(timer);
  }, [toast, held]);
  useEffect(() => {
    if (!toast) return;
    const stillSo = agrees(toast, row);
    if (isMisplaced(toast, open, cursor) || (agreed.current === toast.id && !stillSo)) dropToast(toast.id);
    else if (stillSo) agreed.current = toast.id;
  }, [toast, row, open, cursor]);
  const letGo = () => {
    setHeld(false);
    if (toast) letToastGo(toast.id);
  };
  return (
    <div className="toasts" aria-live="polite" role="status">
      {toast && (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while somebody reads it
        <div
          key={toast.id}
          className="toast"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={letGo}
          onFocus={() => setHeld(true)}
          onBlur={letGo}
        >
          <Icon of={GLYPHS[toast.kind]} size={15} />
          <span className="grow">{toast.text}</span>
          {toast.deed && (
            <button
              type="button"
              onClick={() => {
                toast.deed?.run();
                dropToast(toast.id);
              }}
            >
              {toast.deed.text}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
