import { useEffect, useMemo, useState } from 'react';
import type { Results } from '../api/types.ts';
import { type Arrangement, arrange } from './arrange.ts';
import { finish, inSlices } from './sliced.ts';

/** Rows that are arranged within a frame. */
const AT_ONCE = 3_000;

export interface Arranged {
  /** Indices of the rows to show; undefined for all as they came. */
  readonly order: Uint32Array | undefined;
  /** Whether another order is being worked out. */
  readonly busy: boolean;
}

/** Rows found and sorted: short tables at once, long ones in slices while the order of before stays. */
export function useArranged({ rows, columns }: Results, { search, sort }: Arrangement): Arranged {
  const asCame = search.trim() === '' && sort === undefined;
  const short = rows.length <= AT_ONCE;
  const wanted = useMemo(() => ({ rows, columns, search, sort }), [rows, columns, search, sort]);
  const atOnce = useMemo(
    () => (short && !asCame ? finish(arrange(wanted.rows, wanted.columns, wanted)) : undefined),
    [wanted, short, asCame],
  );
  const [done, setDone] = useState<{ for: typeof wanted; order: Uint32Array }>();
  useEffect(() => {
    if (short || asCame) return undefined;
    const stop = new AbortController();
    void inSlices(arrange(wanted.rows, wanted.columns, wanted), stop.signal).then(order => {
      if (order !== undefined) setDone({ for: wanted, order });
    });
    return () => stop.abort();
  }, [wanted, short, asCame]);
  if (asCame) return { order: undefined, busy: false };
  if (short) return { order: atOnce, busy: false };
  // An order of other rows would point beside them.
  const usable = done !== undefined && done.for.rows === rows ? done.order : undefined;
  return { order: usable, busy: done?.for !== wanted };
}
