import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react';
import { headerUnit } from '../format.ts';
import { cssColour } from '../tiles/colours.ts';
import type { TileBodyProps } from '../tiles/tile-body.ts';
import { ToneMark } from '../tiles/tone.tsx';
import { type Change, headline, type NumberFact, numberFacts } from './number-facts.ts';
import { Sparkline } from './sparkline.tsx';

const TONES = { neutral: 'text-soft', good: 'text-green', warning: 'text-amber', bad: 'text-red' } as const;
const ARROWS = { up: ArrowUp, down: ArrowDown, same: ArrowRight, unknown: undefined } as const;

/** Pixels of the lines above the sparkline. */
const VALUE = 36;
const LINE = 20;
/** A sparkline lower than that stands beside the number, if there is room. */
const LEAST = 14;
const BESIDE = 72;

/** A number to read from afar: what it changed by, how far it is from its target, and its last periods. */
export function NumberBody({ tile, event, size }: TileBodyProps) {
  const facts = numberFacts(tile, event);
  const [first] = facts;
  const lines = facts.some(({ change }) => change !== undefined) ? 1 : 0;
  const targets = first?.target === undefined ? 0 : 1;
  const room = size.height - VALUE - (lines + targets) * LINE - 2;
  const below = room >= LEAST;
  const beside = !below && size.width >= 3 * BESIDE && event.sparkline !== null && facts.length === 1;
  const width = Math.floor(size.width / facts.length) - (facts.length > 1 ? 16 : 0) - (beside ? BESIDE + 8 : 0);
  const line =
    first === undefined || event.sparkline === null || facts.length > 1 ? null : (
      <Sparkline
        results={event.sparkline}
        measure={first.column.name}
        width={below ? size.width : BESIDE}
        height={below ? Math.min(room, 72) : VALUE}
        colour={tile.style?.color === undefined ? 'var(--series-1)' : cssColour(tile.style.color)}
      />
    );
  return (
    <div className="flex h-full flex-col">
      {beside ? <div className="absolute top-0 right-0">{line}</div> : null}
      <dl className="flex gap-4">
        {facts.map(fact => (
          <Fact key={fact.column.name} fact={fact} tile={tile} width={width} named={facts.length > 1} />
        ))}
      </dl>
      {first?.target === undefined ? null : <Target target={first.target} />}
      {below ? <div className="mt-auto">{line}</div> : null}
    </div>
  );
}

interface FactProps {
  readonly fact: NumberFact;
  readonly tile: TileBodyProps['tile'];
  readonly width: number;
  readonly named: boolean;
}

function Fact({ fact, tile, width, named }: FactProps) {
  const { shown, exact } = headline(fact, width, tile.style?.decimals);
  const unit = headerUnit({ ...fact.column, label: tile.title });
  const tone = fact.tone === undefined || fact.tone === 'neutral' ? '' : TONES[fact.tone];
  return (
    <div className="min-w-0">
      <dt className={named ? 'truncate text-12 text-muted' : 'sr-only'}>{fact.column.label}</dt>
      <dd>
        {/* Another number is another line: its unit does not move, wherever it ends. */}
        <span
          key={shown}
          className={`numbers block truncate text-28 font-semibold tracking-tight ${tone}`}
          title={exact}
        >
          {shown}
          {unit === undefined || shown.length * 17 + unit.length * 8 > width ? null : (
            <span className="ml-1.5 text-15 font-normal tracking-normal text-muted">{unit}</span>
          )}
        </span>
        <ToneMark tone={fact.tone} />
        {fact.change === undefined ? null : <ChangeLine change={fact.change} />}
      </dd>
    </div>
  );
}

function ChangeLine({ change }: { change: Change }) {
  const Arrow = ARROWS[change.direction];
  if (change.direction === 'unknown')
    return <span className="block h-5 truncate text-12 leading-5 text-muted">Nothing to compare with</span>;
  return (
    // Another change is another line, so that none of it moves.
    <span key={change.text} className="flex h-5 min-w-0 items-center gap-1 text-12" title={`Before: ${change.before}`}>
      <span className={`numbers flex shrink-0 items-center gap-0.5 font-semibold ${TONES[change.tone]}`}>
        {Arrow === undefined ? null : <Arrow size={12} strokeWidth={2.5} aria-hidden />}
        {change.text}
      </span>
      <span className="truncate text-muted">{change.than}</span>
    </span>
  );
}

function Target({ target: { share, text } }: { target: NonNullable<NumberFact['target']> }) {
  return (
    <div className="flex h-5 items-center gap-2 text-12 text-muted">
      {share === undefined ? null : (
        <span className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-press" aria-hidden>
          <span
            className="block h-full rounded-full bg-(--series-1)"
            style={{ width: `${Math.round(Math.max(0, Math.min(1, share)) * 100)}%` }}
          />
        </span>
      )}
      <span className="numbers truncate">{text}</span>
    </div>
  );
}
