/** Where customers, suppliers and warehouses are. Names are as their people write them. */
export interface City {
  readonly city: string;
  readonly country: string;
  readonly region: Region;
  /** How much of the business is there. */
  readonly weight: number;
}

export const regions = ['Europe', 'North America', 'South America', 'Asia Pacific'] as const;
export type Region = (typeof regions)[number];

const inRegion = (region: Region, rows: readonly (readonly [string, string, number])[]): City[] =>
  rows.map(([city, country, weight]) => ({ city, country, region, weight }));

export const cities: readonly City[] = [
  ...inRegion('Europe', [
    ['London', 'United Kingdom', 9],
    ['Reading', 'United Kingdom', 3],
    ['Birmingham', 'United Kingdom', 3],
    ['Manchester', 'United Kingdom', 3],
    ['Berlin', 'Germany', 7],
    ['München', 'Germany', 6],
    ['Köln', 'Germany', 4],
    ['Hamburg', 'Germany', 4],
    ['Paris', 'France', 7],
    ['Lyon', 'France', 3],
    ['Madrid', 'Spain', 4],
    ['Málaga', 'Spain', 2],
    ['Milano', 'Italy', 4],
    ['Roma', 'Italy', 2],
    ['Kraków', 'Poland', 2],
    ['Łódź', 'Poland', 2],
    ['Zürich', 'Switzerland', 3],
    ['Genève', 'Switzerland', 1],
    ['Wien', 'Austria', 2],
    ['Göteborg', 'Sweden', 2],
    ['Århus', 'Denmark', 1],
    ['Oslo', 'Norway', 1],
    ['Dublin', 'Ireland', 2],
    ['Cork', 'Ireland', 1],
    ['Rotterdam', 'Netherlands', 3],
    ['Nice', 'France', 1],
  ]),
  ...inRegion('North America', [
    ['New York', 'United States', 7],
    ['Chicago', 'United States', 5],
    ['Houston', 'United States', 4],
    ['Birmingham', 'United States', 1],
    ['Mobile', 'United States', 1],
    ['Toronto', 'Canada', 3],
    ['Montréal', 'Canada', 2],
    ['Monterrey', 'Mexico', 2],
  ]),
  ...inRegion('South America', [
    ['São Paulo', 'Brazil', 3],
    ['Bogotá', 'Colombia', 1],
    ['Santiago', 'Chile', 1],
    ['Córdoba', 'Argentina', 1],
  ]),
  ...inRegion('Asia Pacific', [
    ['Tokyo', 'Japan', 3],
    ['Ōsaka', 'Japan', 2],
    ['Seoul', 'South Korea', 2],
    ['Singapore', 'Singapore', 2],
    ['Mumbai', 'India', 3],
    ['Sydney', 'Australia', 2],
    ['Auckland', 'New Zealand', 1],
    ['Shenzhen', 'China', 3],
  ]),
];

export interface Warehouse {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly region: Region;
  /** Pallet places. */
  readonly capacity: number;
  readonly opened: string;
}

export const warehouses: readonly Warehouse[] = [
  {
    code: 'WH-ROT',
    name: 'Rotterdam Hub',
    city: 'Rotterdam',
    country: 'Netherlands',
    region: 'Europe',
    capacity: 42000,
    opened: '2009-04-01',
  },
  {
    code: 'WH-RDG',
    name: 'Reading',
    city: 'Reading',
    country: 'United Kingdom',
    region: 'Europe',
    capacity: 18000,
    opened: '2013-09-16',
  },
  {
    code: 'WH-MUC',
    name: 'München Süd',
    city: 'München',
    country: 'Germany',
    region: 'Europe',
    capacity: 24000,
    opened: '2011-02-14',
  },
  {
    code: 'WH-LYO',
    name: 'Lyon',
    city: 'Lyon',
    country: 'France',
    region: 'Europe',
    capacity: 15000,
    opened: '2016-06-01',
  },
  {
    code: 'WH-LDZ',
    name: 'Łódź',
    city: 'Łódź',
    country: 'Poland',
    region: 'Europe',
    capacity: 20000,
    opened: '2019-11-04',
  },
  {
    code: 'WH-CHI',
    name: 'Chicago Midwest',
    city: 'Chicago',
    country: 'United States',
    region: 'North America',
    capacity: 38000,
    opened: '2010-08-02',
  },
  {
    code: 'WH-HOU',
    name: 'Houston',
    city: 'Houston',
    country: 'United States',
    region: 'North America',
    capacity: 21000,
    opened: '2015-03-09',
  },
  {
    code: 'WH-TOR',
    name: 'Toronto',
    city: 'Toronto',
    country: 'Canada',
    region: 'North America',
    capacity: 12000,
    opened: '2018-05-07',
  },
  {
    code: 'WH-SAO',
    name: 'São Paulo',
    city: 'São Paulo',
    country: 'Brazil',
    region: 'South America',
    capacity: 14000,
    opened: '2017-10-02',
  },
  {
    code: 'WH-SIN',
    name: 'Singapore',
    city: 'Singapore',
    country: 'Singapore',
    region: 'Asia Pacific',
    capacity: 26000,
    opened: '2012-01-16',
  },
  {
    code: 'WH-OSA',
    name: 'Ōsaka',
    city: 'Ōsaka',
    country: 'Japan',
    region: 'Asia Pacific',
    capacity: 11000,
    opened: '2020-07-06',
  },
  {
    code: 'WH-SYD',
    name: 'Sydney',
    city: 'Sydney',
    country: 'Australia',
    region: 'Asia Pacific',
    capacity: 9000,
    opened: '2021-03-01',
  },
];
