/** What the company sells: groups with what is usual in each, and the words of product names. */
export interface ProductGroup {
  readonly name: string;
  readonly items: readonly string[];
  /** Typical cost of one piece in dollars. */
  readonly cost: number;
  /** Typical pieces on an order line. */
  readonly pieces: number;
  /** Month in which most is sold, where there is one. */
  readonly peak?: number;
  /** Chance that a delivered line is sent back. */
  readonly returned: number;
  readonly weight: number;
}

export const productGroups: readonly ProductGroup[] = [
  {
    name: 'Fasteners',
    items: ['Hex Bolt', 'Wood Screw', 'Anchor', 'Washer', 'Threaded Rod'],
    cost: 0.4,
    pieces: 60,
    returned: 0.008,
    weight: 16,
  },
  {
    name: 'Hand Tools',
    items: ['Claw Hammer', 'Spanner Set', 'Screwdriver', 'Spirit Level', 'Pliers'],
    cost: 11,
    pieces: 5,
    returned: 0.03,
    weight: 12,
  },
  {
    name: 'Power Tools',
    items: ['Cordless Drill', 'Angle Grinder', 'Jigsaw', 'Belt Sander', 'Rotary Hammer'],
    cost: 84,
    pieces: 2,
    returned: 0.062,
    weight: 8,
  },
  {
    name: 'Electrical',
    items: ['Cable Reel', 'Junction Box', 'Circuit Breaker', 'Socket', 'Dimmer'],
    cost: 9,
    pieces: 10,
    returned: 0.024,
    weight: 11,
  },
  {
    name: 'Plumbing',
    items: ['Copper Pipe', 'Ball Valve', 'Basin Tap', "O'Ring Kit", 'Siphon'],
    cost: 7,
    pieces: 8,
    returned: 0.02,
    weight: 10,
  },
  {
    name: 'Lighting',
    items: ['LED Panel', 'Floodlight', 'Work Lamp', 'Pendant Light', 'Light Strip'],
    cost: 19,
    pieces: 6,
    peak: 11,
    returned: 0.04,
    weight: 8,
  },
  {
    name: 'Heating',
    items: ['Radiator', 'Fan Heater', 'Thermostat', 'Boiler Valve', 'Heat Pump Kit'],
    cost: 62,
    pieces: 2,
    peak: 12,
    returned: 0.035,
    weight: 7,
  },
  {
    name: 'Garden',
    items: ['Hose Reel', 'Pruning Saw', 'Lawn Edger', 'Watering Can', 'Sprinkler'],
    cost: 16,
    pieces: 4,
    peak: 6,
    returned: 0.05,
    weight: 8,
  },
  {
    name: 'Paint & Finishing',
    items: ['Wall Paint', 'Primer', 'Wood Varnish', 'Roller Set', 'Masking Tape'],
    cost: 12,
    pieces: 8,
    peak: 5,
    returned: 0.012,
    weight: 7,
  },
  {
    name: 'Adhesives',
    items: ['Epoxy Resin', 'Construction Glue', 'Silicone Sealant', 'Spray Adhesive', 'Threadlocker'],
    cost: 4,
    pieces: 14,
    returned: 0.01,
    weight: 6,
  },
  {
    name: 'Safety',
    items: ['Hard Hat', 'Safety Glasses', 'Work Gloves', 'Ear Defenders', 'Hi-Vis Vest'],
    cost: 6,
    pieces: 12,
    returned: 0.045,
    weight: 5,
  },
  {
    name: 'Storage',
    items: ['Shelf Unit', 'Tool Chest', 'Storage Bin', 'Pallet Rack', 'Drawer Insert'],
    cost: 33,
    pieces: 3,
    returned: 0.028,
    weight: 4,
  },
];

export const productQualities = [
  'Basic',
  'Classic',
  'Pro',
  'Heavy Duty',
  'Compact',
  'Premium',
  'Eco',
  'Industrial',
  'Ultra',
  'Mini',
];
/** Sizes and remarks that need care in a query: quotes, percent signs, underscores, a multiplication sign, umlauts. */
export const productSizes = [
  'M8×40',
  '12 mm',
  '1/2"',
  '250 ml',
  '5 m',
  'XL',
  '20 pcs',
  '100% Recycled',
  'Größe 3',
  'No. 7',
  'type_b',
  '18 V',
  'Ø 30',
  '3" × 5"',
];

export const brands = [
  'Ankor',
  'Bergström',
  'Castellan',
  'Dürrfeld',
  'Everline',
  'Fjord',
  'Grip & Co',
  'Hausmann',
  'Ibérica',
  'Kaizen',
  'Lumière',
  'Northpoint',
];
