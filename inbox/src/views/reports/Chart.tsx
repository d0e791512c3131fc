/** The frame of every chart: its name, the same as a table for whoever wants numbers, and as a file. */
import { ChartColumn, Download, Table as TableGlyph } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconBtn } from '@/components/buttons';
import { r } from '@/texts/reports';
import { type Cell, download } from './csv';
import { NONE } from './numbers';

interface ChartProps {
  title: string;
  /** Of the file. */
  name: string;
  heads: readonly string[];
  rows: readonly (readonly Cell[])[];
  legend?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

export function Chart({ title, name, heads, rows, legend, wide = false, children }: ChartProps) {
  const [table, setTable] = useState(false);
  return (
    <section className={`chart ${wide ? 'wide' : ''}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {!table && legend}
        <span className="grow" />
        <IconBtn
          icon={table ? ChartColumn : TableGlyph}
          label={table ? r.asChart : r.asTable}
          onPress={() => setTable(!table)}
        />
        <IconBtn icon={Download} label={r.csv} onPress={() => download(name, [heads, ...rows])} />
      </header>
      {!table && <div aria-hidden="true">{children}</div>}
      <div className={table ? 'numbers-scroll' : 'hidden'} tabIndex={table ? 0 : undefined}>
        <Numbers label={title} heads={heads} rows={rows} />
      </div>
    </section>
  );
}

interface NumbersProps extends Pick<ChartProps, 'heads' | 'rows'> {
  label: string;
}

export function Numbers({ label, heads, rows }: NumbersProps) {
  return (
    <table className="numbers" aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join(' ')}>
            <th scope="row">{row[0]}</th>
            {row.slice(1).map((cell, index) => (
              <td key={heads[index + 1]} className="num">
                {cell ?? NONE}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
