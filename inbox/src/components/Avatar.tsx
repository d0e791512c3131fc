/** A person's initials on one of six hues, the hue picked by their id so that it never changes. */
import { hueOf, initials } from '@widget/person';
import type { Channel, Presence } from '@/api/types';
import { t } from '@/texts';
import { ChannelGlyph } from './glyphs';

interface AvatarProps {
  id: string;
  name: string;
  size?: 16 | 20 | 24 | 28 | 32 | 40 | 48;
  channel?: Channel;
  presence?: Presence | undefined;
  ring?: boolean;
}

export function Avatar({ id, name, size = 32, channel, presence, ring = false }: AvatarProps) {
  return (
    <span className={`av av${size} hue${hueOf(id) + 1}${ring ? ' ringed' : ''}`} aria-hidden="true">
      {initials(name)}
      {channel && (
        <span className="av-channel">
          <ChannelGlyph channel={channel} size={12} />
        </span>
      )}
      {presence && <span className={`pres ${presence}`} title={t.presence[presence]} />}
    </span>
  );
}
