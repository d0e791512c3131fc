/** Keys that act anywhere. Single letters rest while a field has the focus or something floats. */
import { actionOf } from '@/actions/table';
import { isPhone } from '@/components/media';
import { useLook } from '@/store/look';
import { isPicking, setPicking } from '@/store/picked';
import { openConversation, route } from '@/store/route';
import { focusOn, nextRegion, setUi, useUi } from '@/store/ui';

/** How long "G" waits for its second letter. */
const SECOND = 1_200;

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));

const isControl = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('button, a, [role="menuitem"], [role="option"]') !== null;

const somethingFloats = () => document.querySelector('.pop, .modal') !== null;

/** From a field to its conversation, from the conversation to the list. */
function stepBack(event: KeyboardEvent): void {
  if (useUi.getState().drawer) return setUi({ drawer: false });
  if (isPicking() && !isField(event.target)) return setPicking(false);
  if (isField(event.target)) {
    if (!focusOn('thread-log')) focusOn('conversation-list');
    return;
  }
  if (isPhone()) openConversation(null);
  focusOn('conversation-list');
}

export function listenToKeys(): () => void {
  let gUntil = 0;
  const heard = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || somethingFloats()) return;
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      return setUi({ palette: true });
    }
    if (event.key === 'F6') {
      event.preventDefault();
      return nextRegion(event.shiftKey);
    }
    const here = route().name;
    if ((here !== 'inbox' && here !== 'reports') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') return here === 'inbox' ? stepBack(event) : undefined;
    if (isField(event.target) || !useLook.getState().singleKeys) return;
    if (event.key === 'Enter' && isControl(event.target)) return;
    const action = actionOf(event, Date.now() < gUntil);
    gUntil = event.key === 'g' ? Date.now() + SECOND : 0;
    if (!action || action.when?.() === false) return;
    event.preventDefault();
    // a key held down walks the list, but resolves one conversation only
    if (event.repeat && !action.repeats) return;
    action.run();
  };
  addEventListener('keydown', heard);
  return () => removeEventListener('keydown', heard);
}
