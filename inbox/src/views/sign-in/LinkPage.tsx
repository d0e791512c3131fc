/** A one-time sign-in link: used once, then the inbox opens. */
import { useEffect, useState } from 'react';
import { auth } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { AuthSession } from '@/api/types';
import { Btn } from '@/components/buttons';
import { go } from '@/store/route';
import { enter } from '@/store/session';
import { t } from '@/texts';
import { AuthFrame } from './AuthFrame';

/** The page may be drawn twice, the link works once: both share one use of it. */
const uses = new Map<string, Promise<AuthSession>>();

function use(token: string): Promise<AuthSession> {
  const held = uses.get(token) ?? auth.link(token);
  uses.set(token, held);
  return held;
}

export function LinkPage({ token }: { token: string }) {
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    use(token).then(
      async (session) => {
        if (!here) return;
        await enter(session);
        go('#/', { replace: true });
      },
      (error: unknown) => here && setWrong(error instanceof Problem ? error.message : t.app.failed),
    );
    return () => {
      here = false;
    };
  }, [token]);
  if (!wrong) return <div className="cover" aria-busy="true" />;
  return (
    <AuthFrame title={t.auth.linkUsed} text={wrong}>
      <div className="auth-form">
        <Btn weight="main" size="lg" onPress={() => go('#/sign-in', { replace: true })}>
          {t.auth.byCode}
        </Btn>
      </div>
    </AuthFrame>
  );
}
