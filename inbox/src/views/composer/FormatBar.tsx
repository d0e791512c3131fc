/** Formatting with the pointer; the keys and the marks themselves do the same. */
import { Bold, Code, Italic, Link, List, type LucideIcon, Strikethrough, TextQuote } from 'lucide-react';
import { IconBtn } from '@/components/buttons';
import { t } from '@/texts';
import { type Format, format } from './format';

const GLYPHS: Readonly<Record<Format, LucideIcon>> = {
  bold: Bold,
  italic: Italic,
  strike: Strikethrough,
  code: Code,
  link: Link,
  list: List,
  quote: TextQuote,
};

export function FormatBar({ isDisabled }: { isDisabled: boolean }) {
  const press = (how: Format) => {
    const area = document.getElementById('composer-text');
    if (area instanceof HTMLTextAreaElement) format(area, how);
  };
  return (
    <span className="comp-format" role="toolbar" aria-label={t.composer.formatting}>
      {(Object.keys(GLYPHS) as Format[]).map((how) => (
        <IconBtn
          key={how}
          icon={GLYPHS[how]}
          label={t.composer.formats[how]}
          isDisabled={isDisabled}
          onPress={() => press(how)}
        />
      ))}
    </span>
  );
}
