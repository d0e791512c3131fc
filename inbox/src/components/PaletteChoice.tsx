/** The palette from a menu: for whoever has no Ctrl key, and to make it known. */
import { Command } from 'lucide-react';
import { setUi } from '@/store/ui';
import { t } from '@/texts';
import { Choice } from './Choices';
import { Icon } from './glyphs';

export const PaletteChoice = () => (
  <Choice
    name={t.palette.open}
    glyph={<Icon of={Command} />}
    more={<kbd>Ctrl K</kbd>}
    onAction={() => requestAnimationFrame(() => setUi({ palette: true }))}
  >
    {t.palette.open}
  </Choice>
);
