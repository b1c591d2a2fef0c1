import { type CSSProperties, type KeyboardEvent, type MouseEvent, useId, useMemo, useRef, useState } from 'react';
import { useSize } from '../dashboards/use-size.ts';
import { rowWindow } from '../table/window.ts';
import { placeAfterKey } from './grid-keys.ts';
import { type ListItem, type ListOf, listItems } from './list-items.ts';
import { chosenCells } from './look.ts';
import { resultsOf } from './results-of.ts';
import { TONE_COLOUR } from './rules.ts';
import TableBody from './table-body.tsx';
import type { TileBodyProps } from './tile-body.ts';
import { ToneMark } from './tone.tsx';
import { usePicks } from './use-picks.ts';

/** Rows as a feed of entries. */
export default function ListBody(props: TileBodyProps) {
  const { tile, event } = props;
  const list = useMemo(() => listItems(tile, event, resultsOf(tile, event)), [tile, event]);
  return list === undefined ? <TableBody {...props} /> : <Entries list={list} props={props} />;
}

function Entries({ list, props }: { list: ListOf; props: TileBodyProps }) {
  const { tile, selected } = props;
  const { fieldOf, onPick } = usePicks(props);
  const id = useId();
  const [box, room] = useSize();
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [active, setActive] = useState<number>();
  const { items, titleColumn, detailed } = list;
  const height = detailed ? 52 : 44;
  const { from, to } = rowWindow({ top, height: Math.min(room.height, props.size.height) }, height, items.length);
  const chosen = chosenCells(items, titleColumn.name, selected, fieldOf);
  const choose = (at: number) => {
    const cell = items[at]?.cell;
    setActive(at);
    if (cell !== undefined) onPick?.({ column: titleColumn.name, cell });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault();
      return choose(active);
    }
    const page = Math.max(1, Math.floor(room.height / height) - 1);
    const vertical = !/^Arrow(Left|Right)$/.test(event.key);
    const at = active === undefined ? undefined : { row: active, column: 0 };
    const far = /^(Home|End)$/.test(event.key) || event.ctrlKey;
    const place = vertical
      ? placeAfterKey({ key: event.key, ctrlKey: far, metaKey: event.metaKey }, at, {
          rows: items.length,
          columns: 1,
          page,
        })
      : undefined;
    const view = scroller.current;
    if (place === undefined || view === null) return;
    event.preventDefault();
    setActive(place.row);
    const y = place.row * height;
    if (y < view.scrollTop) view.scrollTop = y;
    else if (y + height > view.scrollTop + view.clientHeight) view.scrollTop = y + height - view.clientHeight;
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const entry = (event.target as HTMLElement).closest<HTMLElement>('[aria-posinset]');
    if (entry !== null) choose(Number(entry.ariaPosInSet) - 1);
  };
  return (
    <div ref={box} className="h-full">
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={tile.title}
        aria-activedescendant={active !== undefined && active >= from && active < to ? `${id}${active}` : undefined}
        className="h-full overflow-y-auto focus-visible:outline-offset-[-2px]"
        onScroll={event => setTop(event.currentTarget.scrollTop)}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div role="presentation" className="relative h-(--entries)" style={heightOf(items.length * height)}>
          {items.slice(from, to).map(item => (
            <Entry
              key={item.at}
              id={`${id}${item.at}`}
              item={item}
              place={{ count: items.length, height }}
              state={{ active: active === item.at, chosen: chosen.has(item.at), canChoose: onPick !== undefined }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Of all entries, drawn or not. A name that paper has another height for. */
const heightOf = (pixels: number) => ({ '--entries': `${pixels}px` }) as CSSProperties;

interface EntryProps {
  readonly id: string;
  readonly item: ListItem;
  readonly place: { readonly count: number; readonly height: number };
  readonly state: { readonly active: boolean; readonly chosen: boolean; readonly canChoose: boolean };
}

function Entry({ id, item: { at, title, details, when, value, tone }, place, state }: EntryProps) {
  const { count, height } = place;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={state.chosen}
      aria-posinset={at + 1}
      aria-setsize={count}
      className={`absolute inset-x-0 flex items-center gap-2.5 border-line px-1 ${at < count - 1 ? 'border-b' : ''} ${
        state.chosen ? 'bg-accent-soft' : 'hover:bg-hover'
      } ${state.canChoose ? 'cursor-pointer' : ''} ${state.active ? 'outline-2 -outline-offset-2 outline-accent' : ''}`}
      style={{ top: at * height, height }}
    >
      {tone === undefined ? null : (
        <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: TONE_COLOUR[tone] }} />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate" title={title}>
          {title}
          <ToneMark tone={tone} />
        </span>
        {details.length === 0 ? null : <span className="block truncate text-12 text-muted">{details.join(' · ')}</span>}
      </span>
      <span className="numbers shrink-0 text-right">
        {value === '' ? null : <span className="block">{value}</span>}
        {when === '' ? null : <span className="block text-12 text-muted">{when}</span>}
      </span>
    </div>
  );
}
