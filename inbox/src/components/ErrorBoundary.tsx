/** A mistake of ours in one part of the page leaves the rest standing and says what to do. */
import { RotateCw, TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { t } from '@/texts';
import { Btn } from './buttons';
import { Icon } from './glyphs';
import { Empty } from './states';

export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Empty glyph={<Icon of={TriangleAlert} size={22} />} tone="bad" title={t.app.crashed} text={t.app.crashedMore}>
        <div className="acts">
          <Btn weight="main" onPress={() => location.reload()}>
            <Icon of={RotateCw} size={15} />
            {t.app.reload}
          </Btn>
        </div>
      </Empty>
    );
  }
}
