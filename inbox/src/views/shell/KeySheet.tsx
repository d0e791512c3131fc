/** The sheet of all keys, opened with "?". */
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Toggle } from '@/components/fields';
import { setLook, useLook } from '@/store/look';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';

const keys = (): [string[], string][] => [
  [['J', 'K'], t.keys.move],
  [['Enter'], t.keys.open],
  [['Esc'], t.keys.back],
  [['R'], t.keys.reply],
  [['N'], t.keys.note],
  [['Ctrl', 'Enter'], t.keys.send],
  [['E'], t.keys.resolve],
  [['Shift', 'E'], t.keys.reopen],
  [['A'], t.keys.assign],
  [['Shift', 'A'], t.keys.team],
  [['Y'], t.keys.take],
  [['S'], t.keys.snooze],
  [['P'], t.keys.priority],
  [['T'], t.keys.tags],
  [['F'], t.keys.star],
  [['U'], t.keys.unread],
  [['X'], t.keys.pick],
  [['Shift', 'J'], t.keys.pickMore],
  [['Z'], t.keys.undo],
  [['/'], t.keys.search],
  [['G', 'I'], t.keys.mine],
  [['G', 'M'], t.keys.mentions],
  [['G', 'U'], t.keys.unassigned],
  [['G', 'A'], t.keys.all],
  [['G', 'D'], t.keys.reports],
  [['['], t.keys.nav],
  [[']'], t.keys.panel],
  [['F6'], t.keys.regions],
  [['?'], t.keys.sheet],
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
