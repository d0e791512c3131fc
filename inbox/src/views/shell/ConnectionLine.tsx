/** One line while the live connection is away, green for a moment when it is back. */
import { Wifi, WifiOff } from 'lucide-react';
import { Icon } from '@/components/glyphs';
import { connectNow } from '@/live/socket';
import { useConnection } from '@/store/connection';
import { t } from '@/texts';

export function ConnectionLine() {
  const line = useConnection((state) => state.line);
  return (
    <div role="status">
      {line === 'lost' && (
        <div className="banner">
          <Icon of={WifiOff} size={15} />
          <span className="grow">{t.connection.lost}</span>
          <button type="button" className="deed" onClick={connectNow}>
            {t.connection.now}
          </button>
        </div>
      )}
      {line === 'back' && (
        <div className="banner good">
          <Icon of={Wifi} size={15} />
          <span className="grow">{t.connection.back}</span>
        </div>
      )}
    </div>
  );
}
