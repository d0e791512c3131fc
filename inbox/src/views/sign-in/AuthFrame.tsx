/** The quiet page around everything before the inbox. */
import type { ReactNode } from 'react';
import { Logo } from '@/components/glyphs';

export function AuthFrame({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <main className="auth">
      <div className="auth-card">
        <span className="mark big">
          <Logo size={26} />
        </span>
        <h1>{title}</h1>
        <p className="f2">{text}</p>
        {children}
      </div>
    </main>
  );
}
