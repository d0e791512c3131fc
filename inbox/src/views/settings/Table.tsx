/** Rows of two lines under the names of their columns; which columns there are, and how wide, the styles say by `kind`. */
import type { ReactNode } from 'react';
import { s } from '@/texts/settings';

interface TableProps {
  kind: string;
  label: string;
  /** Of the first columns; the last is for what can be done and needs no words for the eye. */
  heads: readonly string[];
  /** Whether there is anything to be done; else the named columns are all. */
  deeds?: boolean;
  children: ReactNode;
}

export function Table({ kind, label, heads, deeds = true, children }: TableProps) {
  return (
    <table className={`table ${kind}`} aria-label={label}>
      <thead>
        <tr>
          {heads.map((head, index) => (
            <th key={head} className={index > 0 ? 'wide-cell' : ''}>
              {head}
            </th>
          ))}
          {deeds && (
            <th>
              <span className="hidden">{s.deeds}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface RowProps {
  glyph: ReactNode;
  title: ReactNode;
  full: string;
  more: ReactNode;
  off?: boolean;
  children: ReactNode;
}

/** `children` are the other cells; what a phone has no room for is a `wide-cell`. */
export function TableRow({ glyph, title, full, more, off = false, children }: RowProps) {
  return (
    <tr className={off ? 'off' : ''}>
      <td>
        <div className="table-main">
          {glyph}
          <div className="grow">
            <div className="med cut" title={full} dir="auto">
              {title}
            </div>
            <div className="f3 cut" dir="auto">
              {more}
            </div>
          </div>
        </div>
      </td>
      {children}
    </tr>
  );
}
