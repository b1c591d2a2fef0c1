import { highlight, type SqlTokenKind } from './highlight.ts';

const COLOURS: Readonly<Record<SqlTokenKind, string>> = {
  keyword: 'text-accent',
  text: 'text-green',
  number: 'text-amber',
  name: 'text-ink',
  comment: 'text-muted',
  plain: 'text-soft',
};

/** A statement to read: whole, wrapped, coloured quietly. */
export function SqlText({ sql }: { sql: string }) {
  return (
    <pre className="p-3 pr-20 font-mono text-12 leading-5 break-words whitespace-pre-wrap">
      <code>
        {highlight(sql).map(({ kind, text, start }) => (
          <span key={start} className={COLOURS[kind]}>
            {text}
          </span>
        ))}
      </code>
    </pre>
  );
}
