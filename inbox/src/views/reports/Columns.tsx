/** Columns, each of parts on one another. */

interface Column {
  key: string;
  /** Under it. */
  name: string;
  /** What the pointer is told. */
  title: string;
  parts: readonly { kind: string; value: number }[];
}

/** 1, 2, 5, 10, 20, 50 …: the first that is not below. */
function roundUp(value: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((times) => times * step).find((top) => top >= value) ?? value;
}

/** Names under columns stand as far apart as there is room for. */
const NAMES = 7;

export function Columns({ columns }: { columns: readonly Column[] }) {
  const totals = columns.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const top = roundUp(Math.max(0, ...totals));
  const every = Math.ceil(columns.length / NAMES);
  return (
    <div className="columns">
      <div className="scale num">
        <span>{top}</span>
        <span>{top % 2 === 0 ? top / 2 : ''}</span>
        <span>0</span>
      </div>
      <div className="columns-body">
        {columns.map(({ key, name, title, parts }, index) => (
          <div key={key} className="column" title={title}>
            <div className="column-bar">
              {parts.map(({ kind, value }) => (
                <span key={kind} className={`bar-${kind}`} style={{ blockSize: `${(100 * value) / top}%` }} />
              ))}
            </div>
            <small>{index % every === 0 ? name : ''}</small>
          </div>
        ))}
      </div>
    </div>
  );
}
