/** The sheet of all keys, opened with "?". */
import { ACTIONS } from '@/actions/table';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Toggle } from '@/components/fields';
import { setLook, useLook } from '@/store/look';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';

/** What is not done by the table of actions: it depends on where the focus is. */
const elsewhere = (): [readonly string[], string][] => [
  [['Ctrl', 'K'], t.palette.open],
  [['Esc'], t.keys.back],
  [['Ctrl', 'Enter'], useLook.getState().enterSends ? t.keys.send : t.composer.send],
  [['F6'], t.keys.regions],
];

const keys = (): [readonly string[], string][] => [
  ...ACTIONS.flatMap((action) =>
    action.keys ? [[action.keys, action.label()] satisfies [readonly string[], string]] : [],
  ),
  ...elsewhere(),
];

export function KeySheet() {
  const open = useUi((ui) => ui.keySheet);
  const single = useLook((look) => look.singleKeys);
  const close = () => setUi({ keySheet: false });
  return (
    <Ask title={t.keys.title} isOpen={open} onClose={close} wide actions={<Btn onPress={close}>{t.app.close}</Btn>}>
      <dl className="keys">
        {keys().map(([keys, does]) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Toggle
        label={t.keys.single}
        more={t.keys.singleMore}
        on={single}
        onChange={(singleKeys) => setLook({ singleKeys })}
      />
    </Ask>
  );
}
