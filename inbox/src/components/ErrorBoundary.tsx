/** A mistake of ours in one part of the page leaves the rest standing and says what to do. */
import { Component, type ReactNode } from 'react';
import { t } from '@/texts';
import { Broken } from './Broken';

export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Broken title={t.app.crashed} /> : this.props.children;
  }
}
