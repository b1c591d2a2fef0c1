import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Refusal } from '../charts/chart.ts';
import { Refused } from './refused.tsx';
import type { TileBodyProps } from './tile-body.ts';

const BarsInstead = lazy(() => import('./bars-instead.tsx'));
const TableBody = lazy(() => import('./table-body.tsx'));

const OFFERS = { bar: 'Show as bars', table: 'Show as a table' } as const;

/** What a tile shows where its own picture can't be drawn: the reason, and at a click the same rows as bars or a table. */
export function Declined({ refusal, props }: { refusal: Refusal; props: TileBodyProps }): ReactNode {
  const [taken, setTaken] = useState(false);
  const { offer } = refusal;
  if (!taken || offer === undefined)
    return (
      <Refused
        reason={refusal.reason}
        {...(offer !== undefined && { offer: OFFERS[offer], onOffer: () => setTaken(true) })}
      />
    );
  return (
    <Suspense fallback={<div aria-hidden className="skeleton h-full" />}>
      {offer === 'table' ? <TableBody {...props} /> : <BarsInstead {...props} />}
    </Suspense>
  );
}
