/** A part of the panel that remembers whether it is folded. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '@/components/glyphs';
import { toggleFold, useLook } from '@/store/look';

interface SectionProps {
  title: string;
  name?: string;
  end?: ReactNode;
  children: ReactNode;
}

export function Section({ title, name, end, children }: SectionProps) {
  const folded = useLook((look) => name !== undefined && look.folded.includes(name));
  return (
    <section className="panel-section" aria-label={title}>
      <h3>
        {name ? <FoldButton title={title} name={name} folded={folded} /> : title}
        {end}
      </h3>
      {!folded && children}
    </section>
  );
}

function FoldButton({ title, name, folded }: { title: string; name: string; folded: boolean }) {
  return (
    <button type="button" className="fold" aria-expanded={!folded} onClick={() => toggleFold(name)}>
      {title}
      <Icon of={folded ? ChevronRight : ChevronDown} size={13} />
    </button>
  );
}
