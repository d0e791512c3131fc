/** Where the settings stand. They are loaded when they are first opened, which takes a connection. */
import { WifiOff } from 'lucide-react';
import { type ComponentType, useEffect, useState } from 'react';
import { Broken } from '@/components/Broken';
import { Icon } from '@/components/glyphs';
import { Empty } from '@/components/states';
import { useConnection } from '@/store/connection';
import { t } from '@/texts';

let loaded: ComponentType | null = null;

async function load(): Promise<ComponentType> {
  loaded ??= (await import('../settings/Settings')).default;
  return loaded;
}

export function SettingsPlace() {
  const [Settings, setSettings] = useState<ComponentType | null>(() => loaded);
  const [failed, setFailed] = useState(false);
  const online = useConnection((state) => state.online);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries again when the connection is back
  useEffect(() => {
    if (Settings) return;
    load().then(
      (page) => setSettings(() => page),
      () => setFailed(true),
    );
  }, [online, Settings]);
  if (Settings) return <Settings />;
  if (!failed) return <div className="grow" />;
  // the hub answers, but not with this page: it may have been updated since this tab was opened
  return online ? <Broken title={t.app.notLoaded} /> : <NoConnection />;
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
