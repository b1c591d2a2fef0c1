/** The height of rows that are not drawn. */
export function RowGap({ rows, rowHeight, span }: { rows: number; rowHeight: number; span: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height: rows * rowHeight, padding: 0 }} />
    </tr>
  );
}
