import type { AnswerColumn, Cell } from '../api/types.ts';
import { formatCell, headerUnit, kindOf } from '../format.ts';

/** One row of a result as numbers to read from afar; the exact value on hover. */
export function BigNumbers({ columns, row }: { columns: readonly AnswerColumn[]; row: readonly Cell[] }) {
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4">
      {columns.map((column, index) => {
        const measure = column.role === 'measure';
        const cell = row[index];
        const exact = formatCell(cell, column, { withUnit: true });
        const unit = headerUnit(column);
        return (
          <div key={column.name} className="min-w-0">
            <dt className="text-12 text-muted">{column.label}</dt>
            <dd
              className={`numbers break-words ${measure ? 'text-28 font-semibold tracking-tight' : 'text-20'}`}
              title={kindOf(column) === 'date' ? String(cell) : exact}
            >
              {formatCell(cell, column)}
              {unit === undefined ? null : (
                <span className="ml-1.5 text-15 font-normal tracking-normal text-muted">{unit}</span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
