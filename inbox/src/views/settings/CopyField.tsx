/** Something to copy, shown as it is, with the button beside it. */
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Btn } from '@/components/buttons';
import { copyText } from '@/components/copy';
import { Icon } from '@/components/glyphs';
import { s } from '@/texts/settings';

interface CopyFieldProps {
  text: string;
  label: string;
  /** The same with line breaks where it reads better; what is copied has none of them. */
  shown?: string;
}

export function CopyField({ text, label, shown }: CopyFieldProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div className="code">
      <pre>
        <code>{shown ?? text}</code>
      </pre>
      <Btn size="sm" onPress={() => void copyText(text).then(setCopied)}>
        <Icon of={copied ? Check : Copy} size={14} />
        <span aria-live="polite">{copied ? s.copied : s.copyDeed}</span>
        <span className="hidden">{label}</span>
      </Btn>
    </div>
  );
}
