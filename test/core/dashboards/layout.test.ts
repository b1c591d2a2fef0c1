import { expect, test } from '@jest/globals';
import { withoutGaps } from '../../../core/dashboards/layout.ts';
import type { Place } from '../../../core/dashboards/spec.ts';

const at = (x: number, y: number, w: number, h: number): Place => ({ x, y, w, h });
const places = (left: Record<string, Place>, gone: readonly Place[]) =>
  Object.fromEntries(
    withoutGaps(
      Object.entries(left).map(([id, place]) => ({ id, at: place })),
      gone,
    ),
  );

test('a neighbour in the same rows grows over what is taken out, from either side', () => {
  expect(places({ wide: at(0, 2, 8, 4) }, [at(8, 2, 4, 4)])).toEqual({ wide: at(0, 2, 12, 4) });
  expect(places({ wide: at(4, 2, 8, 4) }, [at(0, 2, 4, 4)])).toEqual({ wide: at(0, 2, 12, 4) });
  expect(places({ middle: at(3, 0, 6, 2) }, [at(0, 0, 3, 2), at(9, 0, 3, 2)])).toEqual({ middle: at(0, 0, 12, 2) });
});

test('rows in which nothing is left are closed, and no others', () => {
  const left = { top: at(0, 0, 12, 2), bottom: at(0, 6, 12, 2) };
  expect(places(left, [at(0, 2, 6, 4), at(6, 2, 6, 4)])).toEqual({ top: at(0, 0, 12, 2), bottom: at(0, 2, 12, 2) });
  // A row that was free before is somebody's wish.
  expect(places(left, [])).toEqual(left);
});

test('where nobody has its rows the others stay', () => {
  const left = { tall: at(0, 0, 6, 6), low: at(6, 2, 6, 4) };
  expect(places(left, [at(6, 0, 6, 2)])).toEqual(left);
});
