import { headerUnit } from '../format.ts';
import type { PivotHead as Head, Pivot } from './pivot.ts';
import { headName } from './pivot-layout.ts';

const CELL = 'sticky top-0 h-(--row) truncate border-b border-line bg-(--surface,var(--paper)) px-3 text-12 text-muted';

const withUnit = ({ measure }: Pick<Head, 'measure'>): string => {
  const unit = headerUnit(measure);
  return unit === undefined ? measure.label : `${measure.label} ${unit}`;
};

/** One line of heads: combinations of values, and under each of them the measures where there are several. */
export function PivotHead({ pivot }: { pivot: Pivot }) {
  const { rowColumns, measures, heads } = pivot;
  const several = measures.length > 1;
  const groups = several ? groupsOf(heads) : [];
  return (
    <thead>
      {groups.length > 1 ? (
        <tr>
          <th colSpan={rowColumns.length} aria-hidden className={`${CELL} left-0 z-20 border-b-0`} />
          {groups.map(({ head, span }) => (
            <th
              key={`${head.isTotal} ${JSON.stringify(head.keys)}`}
              scope="colgroup"
              colSpan={span}
              className={`${CELL} z-10 border-b-0 text-center`}
            >
              {head.isTotal ? 'Total' : headName(pivot, head.keys)}
            </th>
          ))}
        </tr>
      ) : null}
      <tr>
        {rowColumns.map(({ name, label }, at) => (
          <th
            key={name}
            scope="col"
            title={label}
            className={`${CELL} ${groups.length > 1 ? 'top-(--row)' : ''} ${at === 0 ? 'left-0 z-20' : 'z-10'}`}
          >
            {label}
          </th>
        ))}
        {heads.map(head => {
          const text =
            several || head.keys.length === 0
              ? head.isTotal && !several
                ? 'Total'
                : withUnit(head)
              : headName(pivot, head.keys);
          return (
            <th
              key={`${head.measure.name} ${head.isTotal} ${JSON.stringify(head.keys)}`}
              scope="col"
              title={text}
              className={`${CELL} z-10 text-right ${groups.length > 1 ? 'top-(--row)' : ''}`}
            >
              {text}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Neighbours of one combination. */
function groupsOf(heads: readonly Head[]): { head: Head; span: number }[] {
  const groups: { head: Head; span: number }[] = [];
  for (const head of heads) {
    const last = groups.at(-1);
    const same =
      last && last.head.isTotal === head.isTotal && JSON.stringify(last.head.keys) === JSON.stringify(head.keys);
    if (last && same) last.span += 1;
    else groups.push({ head, span: 1 });
  }
  return groups;
}
