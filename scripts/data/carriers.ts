export interface Carrier {
  readonly name: string;
  readonly mode: string;
  /** Chance that a shipment is delayed on the way. */
  readonly delayed: number;
  /** Dollars a kilogram. */
  readonly rate: number;
  readonly weight: number;
}

export const carriers: readonly Carrier[] = [
  { name: 'Swift Parcel', mode: 'Road', delayed: 0.06, rate: 0.9, weight: 30 },
  { name: 'Meridian Freight', mode: 'Road', delayed: 0.1, rate: 0.6, weight: 24 },
  { name: 'Nordwind Logistik', mode: 'Rail', delayed: 0.08, rate: 0.5, weight: 14 },
  { name: 'Lastmile Express', mode: 'Road', delayed: 0.22, rate: 0.7, weight: 12 },
  { name: 'Kite Air', mode: 'Air', delayed: 0.04, rate: 2.6, weight: 9 },
  { name: 'Blue Ocean Lines', mode: 'Sea', delayed: 0.17, rate: 0.3, weight: 8 },
  { name: 'Harbour & Sons', mode: 'Sea', delayed: 0.26, rate: 0.28, weight: 3 },
];
