/** The one toast: six seconds, longer while it has the pointer or the focus. It stands at the foot of what is read. */
import { Bell, Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Icon } from '@/components/glyphs';
import { dropToast, useToast } from '@/store/toasts';

const LASTS = 6_000;

export function Toaster() {
  const toast = useToast((state) => state.toast);
  const [held, setHeld] = useState(false);
  const id = toast?.id;
  // The one before may have gone under the pointer, which then never left it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each toast begins unheld
  useEffect(() => setHeld(false), [id]);
  useEffect(() => {
    if (!toast || held) return;
    const timer = setTimeout(() => dropToast(toast.id), LASTS);
    return () => clearTimeout(timer);
  }, [toast, held]);
  return (
    <div aria-live="polite" role="status">
      {toast && (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while somebody reads it
        <div
          key={toast.id}
          className="toast"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <Icon of={toast.kind === 'news' ? Bell : Check} size={15} />
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
