/** Where the settings and the dashboard stand. They are loaded when they are first opened, which takes a connection. */
import { WifiOff } from 'lucide-react';
import { type ComponentType, useEffect, useState } from 'react';
import { Broken } from '@/components/Broken';
import { Icon } from '@/components/glyphs';
import { Empty } from '@/components/states';
import { useConnection } from '@/store/connection';
import { t } from '@/texts';

const PAGES = {
  settings: () => import('../settings/Settings'),
  reports: () => import('../reports/Reports'),
};

type Name = keyof typeof PAGES;

const loaded: Partial<Record<Name, ComponentType>> = {};

async function load(name: Name): Promise<ComponentType> {
  loaded[name] ??= (await PAGES[name]()).default;
  return loaded[name];
}

/** For each place one of its own: give it the name as its key too. */
export function LaterPlace({ name }: { name: Name }) {
  const [Page, setPage] = useState<ComponentType | null>(() => loaded[name] ?? null);
  const [failed, setFailed] = useState(false);
  const online = useConnection((state) => state.online);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries again when the connection is back
  useEffect(() => {
    if (Page) return;
    load(name).then(
      (page) => setPage(() => page),
      () => setFailed(true),
    );
  }, [online, Page, name]);
  if (Page) return <Page />;
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
