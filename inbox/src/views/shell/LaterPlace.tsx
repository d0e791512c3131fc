/** Where the settings, the dashboard and the seldom dialogs stand. They are loaded when they are first opened, which takes
 * a connection. */
import { WifiOff } from 'lucide-react';
import { type ComponentType, useEffect, useState } from 'react';
import { Broken } from '@/components/Broken';
import { Icon } from '@/components/glyphs';
import { Empty } from '@/components/states';
import { useConnection } from '@/store/connection';
import { warn } from '@/store/toasts';
import { askNothing, asksFirst, useUi } from '@/store/ui';
import { t } from '@/texts';

const PARTS = {
  settings: () => import('../settings/Settings'),
  reports: () => import('../reports/Reports'),
  asked: () => import('./Asked'),
};

type Name = keyof typeof PARTS;

const loaded: Partial<Record<Name, ComponentType>> = {};

async function load(name: Name): Promise<ComponentType> {
  loaded[name] ??= (await PARTS[name]()).default;
  return loaded[name];
}

function useLater(name: Name, wanted = true): { Part: ComponentType | null; failed: boolean; online: boolean } {
  const [Part, setPart] = useState<ComponentType | null>(() => loaded[name] ?? null);
  const [failed, setFailed] = useState(false);
  const online = useConnection((state) => state.online);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries again when the connection is back
  useEffect(() => {
    if (Part || !wanted) return setFailed(false);
    load(name).then(
      (part) => setPart(() => part),
      () => setFailed(true),
    );
  }, [online, Part, name, wanted]);
  return { Part, failed, online };
}

/** For each place one of its own: give it the name as its key too. */
export function LaterPlace({ name }: { name: 'settings' | 'reports' }) {
  const { Part, failed, online } = useLater(name);
  if (Part) return <Part />;
  if (!failed) return <div className="grow" />;
  // the hub answers, but not with this page: it may have been updated since this tab was opened
  return online ? <Broken title={t.app.notLoaded} /> : <NoConnection />;
}

/** They are over everything and leave nothing in their place while they are not there. */
export function LaterDialogs() {
  const wanted = useUi(asksFirst);
  const { Part, failed, online } = useLater('asked', wanted);
  useEffect(() => {
    if (!failed) return;
    warn(online ? t.app.notLoaded : t.connection.none);
    askNothing();
  }, [failed, online]);
  return Part && <Part />;
}

function NoConnection() {
  return (
    <Empty
      glyph={<Icon of={WifiOff} size={22} />}
      tone="plain"
      title={t.connection.none}
      text={t.connection.noneMore}
    />
  );
}
