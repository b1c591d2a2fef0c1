import { formatCell, formatCount, formatDay, formatDollars, MISSING } from '../format.ts';
import type { PerformanceReply, Period } from './performance-api.ts';
import { millisecondsText } from './words.ts';

const time = (milliseconds: number | null): string =>
  milliseconds === null ? MISSING : millisecondsText(milliseconds);

const figures: readonly (readonly [name: string, of: (period: Period) => string])[] = [
  ['Loads', ({ loads }) => formatCount(loads)],
  ['Viewers', ({ viewers }) => formatCount(viewers)],
  ['First tile, median', ({ first_tile_p50 }) => time(first_tile_p50)],
  ['All tiles, median', ({ all_tiles_p50 }) => time(all_tiles_p50)],
  ['All tiles, 95 of 100 loads', ({ all_tiles_p95 }) => time(all_tiles_p95)],
  ['From cache', ({ cached_share }) => formatCell(cached_share, { type: 'float', format: 'percent' })],
  ['Engine time', ({ engine_time }) => time(engine_time)],
  ['Cost of loads', ({ cost }) => formatDollars(cost)],
  ['Cost of computing ahead', ({ ahead_cost }) => formatDollars(ahead_cost)],
  ['Cost together', ({ cost, ahead_cost }) => formatDollars(cost + ahead_cost)],
];

/** Both periods side by side, a figure a row. */
export function Compared({ before, after }: Pick<PerformanceReply['comparison'], 'before' | 'after'>) {
  return (
    <table className="mt-3 w-full max-w-[36rem] border-y border-line">
      <caption className="sr-only">Loads before and after</caption>
      <thead>
        <tr className="border-b border-line align-bottom">
          <td />
          {[before, after].map((period, index) => (
            <th key={period.from} scope="col" className="py-2 pl-4 text-right">
              {index === 0 ? 'Before' : 'After'}
              <span className="numbers block text-12 font-normal text-muted">
                <time dateTime={period.from} title={period.from} className="whitespace-nowrap">
                  {formatDay(period.from)}
                </time>{' '}
                to{' '}
                <time dateTime={period.to} title={period.to} className="whitespace-nowrap">
                  {formatDay(period.to)}
                </time>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.map(([name, of]) => (
          <tr key={name} className="border-b border-line last:border-0">
            <th scope="row" className="py-1.5 font-normal text-soft">
              {name}
            </th>
            <td className="numbers py-1.5 pl-4 text-right">{of(before)}</td>
            <td className="numbers py-1.5 pl-4 text-right">{of(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
