import { Calendar, ChevronDown, X } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { useAppState } from '../context.ts';
import { groupKey } from '../tiles/group-key.ts';
import { Popover } from '../ui/popover.tsx';
import { useBoard, useBoardState } from './board-context.ts';
import { type Cross, withoutCross } from './cross.ts';
import type { DashboardSpec, FilterControl } from './dashboards-api.ts';
import { choiceWords, chosenOf, isNarrowed } from './filter-values.ts';
import { periodWords } from './period-words.ts';
import { fieldLabel, valueLabel } from './value-label.ts';

const FilterInput = lazy(() => import('./filter-input.tsx'));
const PeriodInput = lazy(() => import('./period-input.tsx'));

/** What the dashboard is narrowed by: its window, its controls, and what was clicked. */
export function FilterBar({ spec }: { spec: DashboardSpec }) {
  const { actions } = useBoard();
  const view = useBoardState(state => state.view);
  const inTiles = new Set(spec.tiles.flatMap(({ filter }) => filter ?? []));
  const inBar = spec.filters.filter(({ id }) => !inTiles.has(id));
  return (
    <fieldset className="board-filters" aria-label="Filters">
      <Window spec={spec} />
      {inBar.map(control => (
        <Control key={control.id} control={control} />
      ))}
      {(view.cross ?? []).map(one => (
        <Chip key={JSON.stringify(one)} one={one} spec={spec} />
      ))}
      {isNarrowed(view) ? (
        <button type="button" className="button-quiet text-12" onClick={() => actions.setView({})}>
          Reset
        </button>
      ) : null}
    </fieldset>
  );
}

const PILL =
  'flex min-h-(--touch) max-w-72 items-center gap-1.5 rounded-base border px-2.5 text-12 hover:bg-hover md:min-h-7';

function Pill({ name, value, set, icon }: { name: string; value: string; set: boolean; icon?: ReactNode }) {
  return (
    <>
      {icon}
      <span className="shrink-0 text-muted">{name}</span>{' '}
      <span className={`truncate ${set ? 'font-semibold' : ''}`}>{value}</span>
      <ChevronDown size={12} className="shrink-0 text-muted" aria-hidden />
    </>
  );
}

const pillClass = (set: boolean): string => `${PILL} ${set ? 'border-faint' : 'border-line'}`;

/** The window of the tiles that have none of their own. */
function Window({ spec }: { spec: DashboardSpec }) {
  const { actions, store } = useBoard();
  const time = useBoardState(state => state.view.time);
  const own = spec.time === undefined ? 'As each tile says' : periodWords(spec.time.range);
  const choose = (range: NonNullable<typeof time>['range'] | undefined) => {
    const { time: _, ...rest } = store.get().view;
    actions.setView(range === undefined ? rest : { ...rest, time: { range } });
  };
  return (
    <Popover
      label={`Window: ${time === undefined ? own : periodWords(time.range)}`}
      className={pillClass(time !== undefined)}
      panelClassName="w-80 p-1"
      button={
        <Pill
          name="Window"
          value={time === undefined ? own : periodWords(time.range)}
          set={time !== undefined}
          icon={<Calendar size={13} className="shrink-0 text-muted" aria-hidden />}
        />
      }
    >
      {close => (
        <Suspense fallback={<div className="h-[25rem]" />}>
          <PeriodInput
            label="Window"
            period={time?.range}
            all={own}
            without={spec.time?.range}
            onChoose={range => {
              choose(range);
              close();
            }}
          />
        </Suspense>
      )}
    </Popover>
  );
}

function Control({ control }: { control: FilterControl }) {
  const words = choiceWords(
    chosenOf(
      control,
      useBoardState(state => state.view),
    ),
  );
  return (
    <Popover
      label={`${control.label}: ${words ?? 'all'}`}
      className={pillClass(words !== undefined)}
      panelClassName={control.kind === 'date' ? 'w-80 p-1' : 'w-72 p-2'}
      button={<Pill name={control.label} value={words ?? 'All'} set={words !== undefined} />}
    >
      {close => (
        <Suspense fallback={<div className="h-40" />}>
          <FilterInput control={control} onDone={close} />
        </Suspense>
      )}
    </Popover>
  );
}

/** What was clicked in a tile; removed by a click. */
function Chip({ one, spec }: { one: Cross; spec: DashboardSpec }) {
  const { actions, store } = useBoard();
  const model = useAppState(state => (state.model.kind === 'ready' ? state.model.value : undefined));
  const event = useBoardState(state => state.tiles[one.tile_id ?? '']?.event);
  const tile = spec.tiles.find(({ id }) => id === one.tile_id);
  const field = groupKey(one.field, one.part);
  const name = fieldLabel(field, tile, event, model);
  const words =
    one.period === undefined
      ? (one.values ?? []).map(value => valueLabel(tile ?? {}, event, { field, value })).join(', ')
      : periodLabel(one, tile, event);
  return (
    <span className="flex max-w-80 items-center rounded-base bg-accent-soft text-12">
      <span className="flex min-w-0 items-center gap-1.5 pl-2.5">
        <span className="shrink-0 text-soft">{name}</span>
        <span className="truncate font-semibold">{words}</span>
      </span>
      <button
        type="button"
        aria-label={`Remove ${name}: ${words}`}
        className="grid size-(--touch) shrink-0 place-items-center rounded-base text-soft hover:text-ink md:size-7"
        onClick={() => actions.setView(withoutCross(store.get().view, one))}
      >
        <X size={13} aria-hidden />
      </button>
    </span>
  );
}

function periodLabel(
  { field, period }: Cross,
  tile: DashboardSpec['tiles'][number] | undefined,
  event: Parameters<typeof valueLabel>[1],
): string {
  if (period !== undefined && 'start' in period && tile !== undefined)
    return valueLabel(tile, event, { field, value: period.start });
  return period === undefined ? '' : periodWords(period);
}
