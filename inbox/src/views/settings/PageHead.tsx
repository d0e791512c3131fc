/** The head of a settings page; on a phone with the way back to the list of pages. */
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconBtn } from '@/components/buttons';
import { go } from '@/store/route';
import { t } from '@/texts';

export function PageHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="bar settings-bar">
      <IconBtn icon={ChevronLeft} size={20} label={t.app.back} className="back" onPress={() => go('#/settings')} />
      <h2 className="settings-title">{title}</h2>
      <span className="grow" />
      {children}
    </div>
  );
}
