import { type GeoProjection, geoArea, geoBounds, geoCentroid, geoContains, geoEqualEarth, geoPath } from 'd3-geo';
import { formatCell } from '../format.ts';
import { countryName } from './countries.ts';
import type { Country, MapChart } from './country-chart.ts';
import type { Size } from './draw-common.ts';
import { type Figure, nearestStop, type Shape, type Stop } from './figure.ts';
import { ramp, rampShares } from './ramp.ts';
import type { CountryShape, World } from './world.ts';

const ANTARCTICA = '010';
const PADDING = 8;
/** Countries that take less room than this, in square pixels, are drawn as dots. */
const TINY = 24;
const DOT = 4;
/** How far a pointer may be off a dot. */
const NEAR = 12;

/** Countries as shades of their numbers, those without a number as quiet land. */
export function drawMap(chart: MapChart, world: World, { width, height }: Size): Figure {
  const known = new Map([...world.shapes, ...world.small].map(shape => [shape.id, shape]));
  const drawn = chart.countries.flatMap(country => {
    const shape = known.get(country.code);
    return shape === undefined ? [] : [{ country, shape }];
  });
  const projection = fitted(
    drawn.map(({ shape }) => shape),
    { width, height },
  );
  const path = geoPath(projection).digits(1);
  const shades = shadesOf(drawn.map(({ country }) => country));
  const stopOf = new Map(drawn.map(({ country }, index) => [country.code, index]));
  const land = world.shapes
    .filter(({ id }) => id !== ANTARCTICA)
    .flatMap((shape, index): Shape[] => {
      const stop = stopOf.get(shape.id);
      const outline = path(shape);
      if (outline === null) return [];
      const fill = (stop === undefined ? undefined : shades[stop]) ?? 'var(--neutral-4)';
      return [{ id: `${shape.id} ${index}`, path: outline, fill, stroke: 'var(--surface, var(--paper))', stop }];
    });
  const places = drawn.map(({ shape }) => path.centroid(largestPart(shape)));
  const dots = drawn.flatMap(({ country, shape }, stop): Shape[] => {
    if (path.area(shape) >= TINY) return [];
    const [left = 0, top = 0] = places[stop] ?? [];
    const fill = shades[stop] ?? 'var(--neutral-7)';
    const circle = `M${left - DOT},${top}a${DOT},${DOT} 0 1,0 ${DOT * 2},0a${DOT},${DOT} 0 1,0 ${-DOT * 2},0`;
    return [{ id: `dot ${country.code}`, path: circle, fill, stroke: 'var(--surface, var(--paper))', stop }];
  });
  const stops = drawn.map(({ country }, index) => mapStop(chart, country, places[index] ?? [0, 0]));
  const dotted = new Set(dots.map(({ stop }) => stop));
  const hit = (left: number, top: number): number => {
    const near = nearestStop({ axis: 'xy', stops }, left, top);
    const at = stops[near];
    if (at && dotted.has(near) && Math.hypot(at.left - left, at.top - top) <= NEAR) return near;
    const place = projection.invert?.([left, top]);
    return place ? drawn.findIndex(({ shape }) => geoContains(shape, place)) : -1;
  };
  return { shapes: [...land, ...dots], stops, axis: 'xy', perRow: 1, rule: false, labels: [], hit };
}

/** Countries that have a number and no shape here. */
export const withoutShape = ({ countries }: MapChart, world: World): readonly string[] => {
  const known = new Set([...world.shapes, ...world.small].map(({ id }) => id));
  return countries.filter(({ code }) => !known.has(code)).map(({ name }) => name);
};

/** Never so pale that the least looks like land without a number. */
function shadesOf(countries: readonly Country[]): (string | undefined)[] {
  return rampShares(countries.map(({ value }) => value)).map(share =>
    share === undefined ? undefined : ramp(share < 0 ? share : 0.18 + 0.82 * share),
  );
}

function mapStop(
  { x, y }: MapChart,
  { code, name, cell, value }: Country,
  [left, top]: readonly [number, number],
): Stop {
  const full = countryName(code);
  const text = value === undefined ? 'no value' : formatCell(value, y, { withUnit: true });
  return {
    left,
    top,
    title: full === name || name.length > 3 ? name : `${full} (${name})`,
    rows: [{ name: '', text, colour: '' }],
    dots: [],
    pick: { column: x.name, cell },
  };
}

type Polygons = { readonly type: 'Feature'; readonly properties: null; readonly geometry: GeoJSON.Polygon };

/** The main land of a country, without islands overseas. */
function largestPart({ geometry }: CountryShape): Polygons {
  const of = (coordinates: GeoJSON.Position[][]): Polygons => ({
    type: 'Feature',
    properties: null,
    geometry: { type: 'Polygon', coordinates },
  });
  const parts = geometry.type === 'Polygon' ? [of(geometry.coordinates)] : geometry.coordinates.map(of);
  return parts.reduce((best, part) => (geoArea(part) > geoArea(best) ? part : best));
}

/** Fits what has numbers, with its neighbours around it; the whole world where that is what is spread. */
function fitted(shapes: readonly CountryShape[], { width, height }: Size): GeoProjection {
  const frame: [[number, number], [number, number]] = [
    [PADDING, PADDING],
    [width - PADDING, height - PADDING],
  ];
  const world = geoEqualEarth().rotate([-11, 0]).fitExtent(frame, WORLD);
  if (shapes.length === 0) return world;
  const parts = { type: 'FeatureCollection' as const, features: shapes.map(largestPart) };
  const [[west], [east]] = geoBounds(parts);
  const span = (east - west + 360) % 360;
  if (span > 150) return world;
  const near = geoEqualEarth()
    .rotate([-(west + span / 2), 0])
    .fitExtent(frame, parts);
  // A single small country would fill the frame with nothing that one knows.
  const closest = world.scale() * 7;
  if (near.scale() <= closest)
    return near.clipExtent([
      [0, 0],
      [width, height],
    ]);
  near.scale(closest).translate([0, 0]);
  const [left = 0, top = 0] = near(geoCentroid(parts)) ?? [];
  return near.translate([width / 2 - left, height / 2 - top]).clipExtent([
    [0, 0],
    [width, height],
  ]);
}

/** Where people live: from the south of Chile to the north of Greenland. */
const WORLD = {
  type: 'MultiPoint' as const,
  coordinates: [
    [-168, 0],
    [-169, 20],
    [180, 0],
    [189, 30],
    [0, -56],
    [0, 81],
  ],
};
