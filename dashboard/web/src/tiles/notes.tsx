/** What a picture leaves out or is not over yet: one line, whole on hover. */
export function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  const text = notes.join(' ');
  return (
    <p className="shrink-0 truncate pt-1 text-12 text-muted" title={text}>
      {text}
    </p>
  );
}
