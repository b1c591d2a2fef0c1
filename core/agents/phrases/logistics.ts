import { computed, our, type Phrases, phrase, we } from './phrase.ts';

const orders = '(?:open |current )?(?:sales |customer )?orders';
const late = '(?:late|delayed|overdue|behind schedule)';
const inDanger =
  '(?:at risk(?: of (?:(?:being|becoming|running) (?:late|delayed)|delay))?|in danger of being late|likely to be (?:late|delayed))';
const state = `(?:${late}|${inDanger}|late or at risk|at risk or late|late and at risk)`;
const are = '(?:are|will be|may be|might be|could be|are going to be|will probably be|are running)';
const atRisk = '(?:late and )?at[ -]risk';

const orderRisk: Phrases = {
  asks: [
    phrase(`(?:what|which)(?: of ${our})? ?${orders} ${are} ${state}`),
    phrase(`(?:what|which) ${orders} (?:will|may|might|could) (?:arrive|be delivered) late`),
    phrase(
      `(?:what|which) ${orders} (?:will|may|might|could) (?:we )?(?:miss|break) (?:(?:their|our|the) )?(?:promises?|promised dates?|delivery dates?|due dates?)`,
    ),
    phrase(`${atRisk} orders`),
    phrase(`(?:late orders and )?${orders} ${inDanger}`),
    phrase(`${orders} that (?:are|will be|may be|might be|could be) ${state}`),
    phrase(`are (?:there )?any ${orders} ${state}`),
  ],
  names: [
    phrase('(?:open )?(?:late|overdue|delayed) orders'),
    phrase(`how many (?:of ${our})?${orders} ${are} ${state}`),
    phrase(`(?:the )?(?:number|count) of (?:(?:open )?(?:late|overdue|${atRisk}) orders|orders ${inDanger})`),
  ],
};

const complete = '(?:complete|completely|in full|fully)';

const fillRate: Phrases = {
  asks: [
    phrase('fill rates? (?:analysis|report)'),
    phrase('(?:unit|line|line and unit|unit and line) fill rates?'),
    phrase(`${computed}fill rates?`),
    phrase(
      `how (?:well|completely|fully) (?:do|are|did) ${we} (?:fill|filling|fulfil|fulfill|fulfilling|ship|shipping) ${our}orders`,
    ),
    phrase(`how complete (?:are|were) ${our}(?:shipments|orders|deliveries)`),
    phrase(
      'how much of what (?:was|is|were) (?:ordered|asked for) (?:was|is|has been|gets|got) (?:shipped|delivered|filled)',
    ),
    phrase(`how much of what (?:was|is) (?:ordered|asked for) (?:do|did) ${we} (?:ship|deliver)`),
    phrase(`(?:do|did|are) ${we} (?:ship|shipping|fill|filling|deliver|delivering) ${our}orders ${complete}`),
    phrase(`where is ${our}fill rate (?:low|lowest|too low|worst|(?:under|below) (?:the )?target)`),
  ],
  names: [phrase('fill rates?')],
};

const times = '(?:(?:order |delivery )?lead[ -]times?|delivery times?|order cycle times?)';
const spread = '(?:distribution|percentiles|spread|histogram|variation)';

const leadTime: Phrases = {
  asks: [
    phrase(`${times} ${spread}`),
    phrase(`${spread} of ${our}${times}`),
    phrase(
      `how long (?:do|does|did) ${our}(?:an |a )?(?:orders?|deliver(?:y|ies)|shipments?) (?:usually |typically |normally )?take(?: to arrive| to be delivered)?`,
    ),
    phrase(`how long (?:does it take|do ${we} take|do ${we} need) to deliver(?: an order| orders)?`),
    phrase(`how (?:much|far) do ${our}${times} (?:vary|differ|spread)`),
    phrase(`how (?:are|do) ${our}${times} (?:distributed|spread)`),
  ],
  names: [],
};

export const logisticsPhrases: Readonly<Record<string, Phrases>> = {
  order_risk: orderRisk,
  fill_rate: fillRate,
  lead_time: leadTime,
};
