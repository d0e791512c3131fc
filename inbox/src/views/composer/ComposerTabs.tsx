/** Reply or note, and the channel a reply goes out by. */
import { Lock } from 'lucide-react';
import { ChannelGlyph, Icon } from '@/components/glyphs';
import { type Mode, setDraft } from '@/store/drafts';
import type { Row } from '@/store/rows';
import { focusOn } from '@/store/ui';
import { t } from '@/texts';

export function ComposerTabs({ row, mode }: { row: Row; mode: Mode }) {
  const choose = (next: Mode) => {
    setDraft(row.id, { mode: next });
    requestAnimationFrame(() => focusOn('composer-text'));
  };
  const tab = (name: Mode, text: string, lock = false) => (
    <button
      type="button"
      className={`comp-tab ${mode === name ? 'on' : ''}`}
      aria-pressed={mode === name}
      onClick={() => choose(name)}
    >
      {lock && <Icon of={Lock} size={13} />}
      {text}
    </button>
  );
  return (
    <div className="comp-tabs" role="group" aria-label={t.composer.modes}>
      {tab('reply', t.composer.reply)}
      {tab('note', t.composer.note, true)}
      <span className="grow" />
      <span className="comp-channel">
        {mode === 'note' ? (
          t.composer.noteTo
        ) : (
          <>
            <ChannelGlyph channel={row.channel} size={14} />
            {t.channel[row.channel]}
          </>
        )}
      </span>
    </div>
  );
}
