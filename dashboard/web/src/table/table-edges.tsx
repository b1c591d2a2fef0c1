import type { Edges } from './use-edges.ts';

/** What lies beyond an edge of a table throws its shadow on it. `first`: the pixels of the column that stays. */
export const TableEdges = ({ edges, first }: { edges: Edges; first: number }) => (
  <>
    {edges.left ? <span aria-hidden className="table-edge table-edge-start" style={{ left: first - 1 }} /> : null}
    {edges.right ? <span aria-hidden className="table-edge -right-px" /> : null}
    {edges.below ? <span aria-hidden className="table-edge table-edge-below" /> : null}
  </>
);
