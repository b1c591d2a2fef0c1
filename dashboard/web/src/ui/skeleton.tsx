/** Bars in the place of lines that are coming; `widths` in percent, one a line, each another. */
export function SkeletonLines({ widths, height = 32 }: { widths: readonly number[]; height?: number }) {
  return (
    <div aria-hidden>
      {widths.map(width => (
        <div key={width} className="flex items-center" style={{ height }}>
          <div className="skeleton h-3" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}

export function PageSkeleton() {
  return (
    <div className="page">
      <div className="skeleton h-7 w-40" />
      <div className="mt-6">
        <SkeletonLines widths={[72, 64, 80, 58, 70]} height={44} />
      </div>
    </div>
  );
}
