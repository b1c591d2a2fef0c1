import { feature } from 'topojson-client';
import type { CountryCode } from './countries.ts';

type Geometry = GeoJSON.Polygon | GeoJSON.MultiPolygon;
/** A country's shape in degrees. */
export interface CountryShape {
  readonly type: 'Feature';
  readonly id: CountryCode;
  readonly properties: null;
  readonly geometry: Geometry;
}

export interface World {
  /** All countries that are large enough to be seen on a small map. */
  readonly shapes: readonly CountryShape[];
  /** Those asked for that are too small for it: drawn as a dot. */
  readonly small: readonly CountryShape[];
}

interface Atlas {
  readonly objects: {
    readonly countries: {
      readonly geometries: readonly { readonly id?: string; readonly properties: { readonly name: string } }[];
    };
  };
}

/** Kosovo has a shape and no number in the standard; the number is the one that lists of codes use. */
const CODES: Readonly<Record<string, CountryCode>> = { Kosovo: '983' };

function shapesOf(atlas: Atlas): CountryShape[] {
  type Topology = Parameters<typeof feature>[0];
  const topology = atlas as unknown as Topology;
  return atlas.objects.countries.geometries.flatMap(geometry => {
    const made = feature(topology, geometry as unknown as Parameters<typeof feature>[1]);
    const id = geometry.id ?? CODES[geometry.properties.name] ?? '';
    return made.type === 'Feature' && made.geometry !== null && /Polygon$/.test(made.geometry.type)
      ? [{ type: 'Feature' as const, id, properties: null, geometry: made.geometry as Geometry }]
      : [];
  });
}

const read = (loaded: { readonly default: unknown }): CountryShape[] => shapesOf(loaded.default as Atlas);
const coarse = () => import('world-atlas/countries-110m.json', { with: { type: 'json' } }).then(read);
const fine = () => import('world-atlas/countries-50m.json', { with: { type: 'json' } }).then(read);

const worlds = new Map<string, Promise<World>>();
let shapes: Promise<readonly CountryShape[]> | undefined;

/** The shapes of the world. The finer geometry is only read where one of `codes` is too small for the coarse one. */
export function loadWorld(codes: readonly CountryCode[]): Promise<World> {
  const key = codes.toSorted().join(' ');
  const known = worlds.get(key);
  if (known !== undefined) return known;
  const world = (async () => {
    shapes ??= coarse();
    const large = await shapes;
    const found = new Set(large.map(({ id }) => id));
    const missing = new Set(codes.filter(code => !found.has(code)));
    const small = missing.size === 0 ? [] : (await fine()).filter(({ id }) => missing.has(id));
    return { shapes: large, small };
  })();
  // What failed to load is asked for again the next time.
  world.catch(() => {
    worlds.delete(key);
    shapes = undefined;
  });
  worlds.set(key, world);
  return world;
}
