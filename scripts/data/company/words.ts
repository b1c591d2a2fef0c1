/** Words that the demo company's rows are made of. Names are as their people write them. */
export const accountFirstWords = [
  'Northwind',
  'Åkerlund',
  'Blue Harbour',
  'Café Soleil',
  'Müller',
  'Ödegård',
  'Vertex',
  "O'Neill",
  'Zażółć',
  'Kestrel',
  'São Bento',
  'Novák',
  'Lumen',
  'Björk',
  'Granite',
  'みらい',
  'Ponte Vecchio',
  'Şirin',
  'Halcyon',
  'Tamarind',
  'Żubr',
  'Cobalt',
  'Juniper',
  'Maple Row',
  'Doña Elena',
  'Fjällräv',
  'Orchard',
  'Quill',
  'Saffron',
  'Wren',
] as const;
export const accountSecondWords = [
  'Logistics',
  'Studio',
  'Health',
  'Media',
  'Partners',
  'Foods',
  'Energy',
  'Travel',
  'Retail Group',
  'Works',
  'Labs',
  'Clinics',
  'Hospitality',
  'Security',
] as const;
export const industries = ['Retail', 'Healthcare', 'Hospitality', 'Logistics', 'Media', 'Energy', 'Services'] as const;

export const accountManagers = ['Amara Okafor', 'Jonas Weiß', 'Lucía Fernández', 'Mei Tanaka', 'Piotr Wójcik'] as const;
export const salesRepresentatives = [
  'Anna Kowalska',
  'Ben Carter',
  'Chloé Martin',
  'Diego Ramírez',
  'Elif Yılmaz',
  'Farah Haddad',
] as const;
export const supportAgents = [
  'Noor Jansen',
  'Oskar Lindström',
  'Priya Nair',
  'Rafael Souza',
  'Sofía Vega',
  'Tom Ashby',
];
export const engineers = [
  'Aleksandra Bąk',
  'Bao Nguyen',
  'Carla Ricci',
  'Dmitri Orlov',
  'Emre Kaya',
  'Freya Holm',
  'Gustav Berg',
  'Hana Sato',
  'Imran Malik',
  'Júlia Costa',
  'Kofi Mensah',
  'Léa Dubois',
] as const;
export const curators = ['Ingrid Solberg', 'Marek Dvořák', 'Yuki Mori'] as const;

export interface Team {
  readonly name: string;
  readonly department: string;
  readonly lead: string;
  readonly members: number;
  readonly repository?: string;
}

/** Those with a repository write software. */
export const teams: readonly Team[] = [
  { name: 'Scheduling', department: 'Engineering', lead: 'Freya Holm', members: 8, repository: 'scheduling' },
  { name: 'Payments', department: 'Engineering', lead: 'Emre Kaya', members: 6, repository: 'payments' },
  { name: 'Mobile', department: 'Engineering', lead: 'Hana Sato', members: 5, repository: 'mobile-app' },
  { name: 'Platform', department: 'Engineering', lead: 'Dmitri Orlov', members: 7, repository: 'platform' },
  { name: 'Data', department: 'Engineering', lead: 'Júlia Costa', members: 4, repository: 'data-pipelines' },
  { name: 'Customer Support', department: 'Customers', lead: 'Priya Nair', members: 6 },
  { name: 'Customer Success', department: 'Customers', lead: 'Amara Okafor', members: 5 },
  { name: 'Sales', department: 'Revenue', lead: 'Ben Carter', members: 6 },
  { name: 'Marketing', department: 'Revenue', lead: 'Chloé Martin', members: 4 },
];

export const ticketCategories = ['Billing', 'Sign-in', 'Scheduling', 'Integrations', 'Mobile app', 'Reports'] as const;
export const callTopics = ['Pricing', 'Onboarding', 'Renewal', 'Feature request', 'Competitor', 'Support'] as const;
export const lossReasons = ['Price', 'Competitor', 'No budget', 'No decision', 'Missing feature'] as const;
export const cancelReasons = ['Price', 'Missing feature', 'Competitor', 'Closed down', 'Not used'] as const;

export const documentTopics = ['Pricing', 'Onboarding', 'Security', 'Product', 'Competitors', 'Customers', 'Processes'];
export const documentKinds = ['Guide', 'Notes', 'Interview', 'Decision', 'Research', 'Checklist', 'Résumé'] as const;
export const documentFormats: readonly (readonly [value: string, weight: number])[] = [
  ["'Markdown'", 40],
  ["'PDF'", 28],
  ["'DOCX'", 22],
  ["'Text'", 10],
];

export const projectVerbs = ['Launch', 'Rebuild', 'Migrate', 'Simplify', 'Automate', 'Localise', 'Harden'] as const;
export const projectThings = [
  'shift planner',
  'payouts',
  'offline mode',
  'single sign-on',
  'usage billing',
  'audit trail',
  'data warehouse',
  'help centre',
  'partner API',
  'reporting',
] as const;
export const issueVerbs = ['Fix', 'Add', 'Improve', 'Remove', 'Test', 'Document', 'Speed up'] as const;
export const issueThings = [
  'calendar sync',
  'retry of payments',
  'push notifications',
  'date picker (Reykjavík)',
  'CSV export',
  'role permissions',
  'search ranking',
  'webhook signatures',
  'empty states',
  'time zones',
] as const;

/** What teams aim at, with key results as name, unit, start and target. */
export const objectives: readonly {
  readonly department: string;
  readonly objective: string;
  readonly keyResults: readonly (readonly [name: string, unit: string, start: number, target: number])[];
}[] = [
  {
    department: 'Engineering',
    objective: 'Ship faster without breaking things',
    keyResults: [
      ['Days from start to finish of an issue', 'days', 9, 5],
      ['Pull requests reviewed within a day', '%', 55, 85],
      ['Bugs found by customers a month', 'bugs', 24, 10],
    ],
  },
  {
    department: 'Engineering',
    objective: 'Make the product feel instant',
    keyResults: [
      ['Pages shown within two seconds', '%', 82, 97],
      ['Availability', '%', 99.4, 99.9],
      ['Crashes in a thousand sessions', 'crashes', 6, 2],
    ],
  },
  {
    department: 'Customers',
    objective: 'Customers get help when they need it',
    keyResults: [
      ['Minutes to the first response', 'minutes', 180, 60],
      ['Satisfaction', 'of 5', 4.1, 4.6],
      ['Tickets solved in one reply', '%', 38, 55],
    ],
  },
  {
    department: 'Customers',
    objective: 'Customers stay and grow',
    keyResults: [
      ['Net revenue retention', '%', 101, 110],
      ['Customers at risk', 'customers', 40, 20],
      ['Onboarding within two weeks', '%', 60, 85],
    ],
  },
  {
    department: 'Revenue',
    objective: 'Grow in the markets we know',
    keyResults: [
      ['New recurring revenue', 'thousand dollars', 0, 60],
      ['Share of deals won', '%', 24, 32],
      ['Qualified leads', 'leads', 0, 400],
    ],
  },
];
