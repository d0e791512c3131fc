/** The head of a settings page; on a phone with the way back to the list of pages. */
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconBtn } from '@/components/buttons';
import { usePhone } from '@/components/media';
import { go } from '@/store/route';
import { t } from '@/texts';

export function PageHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  // On a phone the list of pages, and with it the heading above, is not there.
  const Title = usePhone() ? 'h1' : 'h2';
  return (
    <div className="bar settings-bar">
      <IconBtn icon={ChevronLeft} size={20} label={t.app.back} className="back" onPress={() => go('#/settings')} />
      <Title className="settings-title">{title}</Title>
      <span className="grow" />
      {children}
    </div>
  );
}
