import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { ComputationDocument } from '../api/types.ts';
import { formatCount } from '../format.ts';
import { SqlText } from '../sql/sql-text.tsx';

/** What an agent computed and from what: formula, an example with numbers, inputs with their SQL, what would change it. */
export function HowComputed({ computation }: { computation: ComputationDocument }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section className="mt-3" aria-label="How this is computed">
      <button
        type="button"
        className="button-quiet -ml-2.5 gap-1! text-12 text-muted md:min-h-7"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <ChevronRight size={13} className={`transition-transform ${open ? 'rotate-90' : ''}`} aria-hidden />
        How this is computed
      </button>
      <div id={id} hidden={!open}>
        {open ? <Working computation={computation} /> : null}
      </div>
    </section>
  );
}

function Working({ computation }: { computation: ComputationDocument }) {
  const { formula, example, inputs, notes, sensitivity } = computation;
  return (
    <div className="mt-1 grid max-w-[46rem] grid-cols-1 gap-3 text-soft">
      <div>
        <p>{formula.words}</p>
        <p className="mt-2 overflow-x-auto rounded-base bg-panel p-3 font-mono text-12">{formula.symbols}</p>
        <dl className="mt-2 grid grid-cols-[max-content_1fr] gap-x-3 gap-y-1 text-12">
          {formula.terms.map(({ symbol, meaning }) => (
            <div key={symbol} className="col-span-2 grid grid-cols-subgrid">
              <dt className="font-mono">{symbol}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-12 text-muted">Source: {formula.source}.</p>
      </div>
      {example === null ? null : (
        <Part title="With numbers">
          <p className="numbers break-words">{example}</p>
        </Part>
      )}
      {sensitivity.length === 0 ? null : (
        <Part title="What would change it">
          <Lines texts={sensitivity} />
        </Part>
      )}
      {notes.length === 0 ? null : (
        <Part title="To know">
          <Lines texts={notes} />
        </Part>
      )}
      <Part title="Inputs">
        <ul className="grid gap-1">
          {inputs.map(input => (
            <li key={input.name}>
              <details>
                <summary className="min-h-(--touch) cursor-pointer py-1 md:min-h-7">
                  {input.title}{' '}
                  <span className="numbers text-muted">
                    ({input.rows === 1 ? '1 row' : `${formatCount(input.rows)} rows`})
                  </span>
                </summary>
                <p className="my-1 text-12 text-muted">{input.explanation}</p>
                <div className="rounded-base bg-panel">
                  <SqlText sql={input.sql} />
                </div>
              </details>
            </li>
          ))}
        </ul>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-1 text-12 font-semibold text-muted">{title}</h3>
      {children}
    </div>
  );
}

const Lines = ({ texts }: { texts: readonly string[] }) => (
  <ul className="numbers grid gap-1">
    {texts.map(text => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);
