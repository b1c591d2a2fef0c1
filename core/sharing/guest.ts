import { withoutGaps } from '../dashboards/layout.ts';
import type { OpenedDashboard } from '../dashboards/service.ts';
import type { DashboardSpec, FilterControl, Tile } from '../dashboards/spec.ts';
import type { View } from '../dashboards/view.ts';
import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';

/** Somebody who looks at a dashboard by the rights of one persona of somebody else. */
export interface Guest {
  /** Whose rights and budget they are. */
  readonly sharer: string;
  readonly persona: Persona;
  /** Who looks, for the audit log. */
  readonly viewer: string;
  /** By what: `share shr_…`, `embed key_…`. */
  readonly via: string;
  /** What the guest can not change. */
  readonly fixed: View;
  readonly expiresAt: string;
  readonly dashboard: OpenedDashboard;
}

type Chosen = NonNullable<NonNullable<View['filters']>[string]>;

/** A filter that is fixed, with its value. */
export interface FixedFilter extends Chosen {
  readonly filter_id: string;
  readonly label: string;
  readonly kind: FilterControl['kind'];
}

/** Fields that a view fixes by clicks. */
export const fixedFields = ({ cross = [] }: View): ReadonlySet<string> => new Set(cross.map(({ field }) => field));

/** Ids of the filters that a view fixes: those that it gives a value. */
export const fixedIds = ({ filters = {} }: View): ReadonlySet<string> =>
  new Set(Object.entries(filters).flatMap(([id, chosen]) => (chosen === null ? [] : [id])));

/** @throws share.view_invalid when the view fixes a filter that the dashboard does not have */
export function checkFixed(view: View, { filters }: Pick<DashboardSpec, 'filters'>): void {
  const known = filters.map(({ id }) => id);
  for (const filter of fixedIds(view)) {
    if (!known.includes(filter)) throw new SophiaError('share.view_invalid', ['view', 'filters'], { filter, known });
  }
}

export const fixedFilters = (view: View, spec: DashboardSpec): readonly FixedFilter[] =>
  spec.filters.flatMap(({ id, label, kind }) => {
    const chosen = view.filters?.[id];
    return chosen ? [{ filter_id: id, label, kind, ...chosen }] : [];
  });

/** Kinds of tiles that do something, which a guest can not. */
const doing: ReadonlySet<string> = new Set(['question', 'upload']);

/**
 * The dashboard as a guest is shown it: nothing to ask, to upload, to drill into or to change that is fixed, and
 * nothing that says how the house is ordered.
 */
export function specForGuest(spec: DashboardSpec, fixed: View): DashboardSpec {
  const locked = fixedIds(fixed);
  const isHidden = ({ kind, filter }: Tile) => doing.has(kind) || (filter !== undefined && locked.has(filter));
  const { personas: _, folder: __, ...rest } = spec;
  const shown = spec.tiles.filter(tile => !isHidden(tile));
  const places = withoutGaps(
    shown,
    spec.tiles.filter(isHidden).map(({ at }) => at),
  );
  return {
    ...rest,
    filters: spec.filters.filter(({ id }) => !locked.has(id)),
    tiles: shown.map(({ drill: ___, question: ____, at, ...tile }) => ({ ...tile, at: places.get(tile.id) ?? at })),
  };
}

/** The dashboard as it is loaded for a guest: what is fixed concerns every tile, whichever the control was meant for. */
export function specToLoad(spec: DashboardSpec, fixed: View): DashboardSpec {
  const locked = fixedIds(fixed);
  return {
    ...spec,
    filters: spec.filters.map(control => {
      if (!locked.has(control.id)) return control;
      const { tiles: _, ...everywhere } = control;
      return everywhere;
    }),
  };
}

/** The fields that a guest sees anyway: those of tiles and controls. */
const shownFields = (spec: DashboardSpec): ReadonlySet<string> =>
  new Set([
    ...spec.filters.map(({ field }) => field),
    ...spec.tiles.flatMap(({ plan }) => [
      ...(plan?.dimensions ?? []).map(({ field }) => field),
      ...(plan?.time ? [plan.time.field] : []),
    ]),
  ]);

/**
 * The guest's view with what is fixed put over it. Clicks narrow by fields that are shown, by no other: else a guest
 * could find out by narrowing what nobody has shown.
 */
export function guestView(asked: View, fixed: View, spec: DashboardSpec): View {
  const shown = shownFields(spec);
  const filters = { ...asked.filters };
  for (const id of fixedIds(fixed)) filters[id] = fixed.filters?.[id] ?? null;
  const time = fixed.time ?? asked.time;
  // What is fixed concerns the tile too that it was clicked in, and never gives way to clicks of the guest.
  const always = (fixed.cross ?? []).map(({ tile_id: _, ...everywhere }) => everywhere);
  return {
    filters,
    cross: [...always, ...(asked.cross ?? []).filter(({ field }) => shown.has(field))],
    ...(time && { time }),
  };
}
