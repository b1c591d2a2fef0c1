import { addsUp } from '../../../../core/answer/adds-up.ts';
import type { AnswerColumn, Cell, Results } from '../api/types.ts';
import { formatCell, numberOf } from '../format.ts';
import { clashReason, foldRows, sumCells } from './add-up.ts';
import { type Refusal, refusal } from './chart.ts';
import { type CountryCode, countryOf } from './countries.ts';
import { type Found, findColumn, isFound } from './find-column.ts';
import { groupName } from './group-name.ts';

/** A country with its number; `name` as the rows have it. */
export interface Country {
  readonly code: CountryCode;
  readonly name: string;
  readonly cell: Cell;
  readonly value: number | undefined;
}

export interface MapChart {
  readonly kind: 'map';
  readonly x: AnswerColumn;
  readonly y: AnswerColumn;
  readonly countries: readonly Country[];
  /** What of the rows is not drawn, in words. */
  readonly notes: readonly string[];
}

export interface MapRequest {
  readonly x: string | undefined;
  readonly y: string | undefined;
  /** Languages that countries may be named in beside English, as BCP 47. */
  readonly locales: readonly string[];
}

/** Numbers by country. What is no country is said, never dropped in silence. */
export function prepareMap(results: Results, { x: name, y: measure, locales }: MapRequest): MapChart | Refusal {
  const y = findColumn(results, measure);
  const x = findColumn(results, name) ?? likeliest(results, locales);
  if (y === undefined || x === undefined) return refusal('A map needs countries and a number.', 'table');
  const folded = foldRows(results, [x.at], [y.at]);
  if (folded.clash !== undefined) return refusal(clashReason(results, [x.at], folded.clash), 'table');
  const rows = folded.rows.map(row => ({ cell: row[x.at] ?? null, number: row[y.at] ?? null }));
  const groups = new Map<CountryCode, typeof rows>();
  const lost: typeof rows = [];
  for (const row of rows) {
    const code = countryOf(String(row.cell ?? ''), locales);
    if (code === undefined) lost.push(row);
    else groups.set(code, [...(groups.get(code) ?? []), row]);
  }
  if (groups.size === 0)
    return refusal(`None of the ${rows.length} values of ${x.column.label} is a country: ${listed(lost, x)}.`, 'bar');
  const adds = addsUp(y.column, false);
  const twice = adds ? [] : [...groups.values()].filter(group => group.length > 1).flat();
  const countries = [...groups].map(([code, group]): Country => {
    const first = group[0]?.cell ?? null;
    const value = group.length > 1 && !adds ? undefined : numberOf(sumCells(group.map(({ number }) => number)));
    return { code, name: groupName(first, x.column), cell: first, value };
  });
  return {
    kind: 'map',
    x: x.column,
    y: y.column,
    countries: countries.sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY)),
    notes: [
      ...lostNote(lost, x, y),
      ...(twice.length === 0 ? [] : [`Several values for one country, which can’t be added up: ${listed(twice, x)}.`]),
      ...(results.truncated ? ['There are more rows than were read.'] : []),
    ],
  };
}

type Row = { readonly cell: Cell; readonly number: Cell };

const listed = (rows: readonly Row[], x: Found, most = 6): string => {
  const names = rows.slice(0, most).map(({ cell }) => groupName(cell, x.column));
  return `${names.join(', ')}${rows.length > most ? ` and ${rows.length - most} more` : ''}`;
};

function lostNote(lost: readonly Row[], x: Found, y: Found): readonly string[] {
  if (lost.length === 0) return [];
  const sum = addsUp(y.column, false) ? sumCells(lost.map(({ number }) => number)) : null;
  const amount = sum === null ? '' : ` (${formatCell(sum, y.column, { compact: true, withUnit: true })})`;
  return [`Not on the map: ${listed(lost, x)}${amount}.`];
}

/** The column whose values are countries most of all. */
function likeliest(results: Results, locales: readonly string[]): Found | undefined {
  const found = results.columns
    .filter(({ role }) => role !== 'measure')
    .map(({ name }) => findColumn(results, name))
    .filter(isFound)
    .map(one => ({
      one,
      share: countryShare(
        results.rows.map(row => row[one.at]),
        locales,
      ),
    }));
  return found.toSorted((a, b) => b.share - a.share)[0]?.one;
}

function countryShare(cells: readonly (Cell | undefined)[], locales: readonly string[]): number {
  const values = [...new Set(cells.map(cell => String(cell ?? '')))].filter(value => value !== '');
  const known = values.filter(value => countryOf(value, locales) !== undefined);
  return values.length === 0 ? 0 : known.length / values.length;
}
