/** A part of the page that cannot be shown; to load it again is what helps. */
import { RotateCw, TriangleAlert } from 'lucide-react';
import { t } from '@/texts';
import { Btn } from './buttons';
import { Icon } from './glyphs';
import { Empty } from './states';

export const Broken = ({ title }: { title: string }) => (
  <Empty glyph={<Icon of={TriangleAlert} size={22} />} tone="bad" title={title} text={t.app.crashedMore}>
    <div className="acts">
      <Btn weight="main" onPress={() => location.reload()}>
        <Icon of={RotateCw} size={15} />
        {t.app.reload}
      </Btn>
    </div>
  </Empty>
);
