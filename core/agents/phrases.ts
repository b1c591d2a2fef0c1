/** Phrases that ask for a calculation, whole and in lower case; the planner answers what it can before they count. */

const product = '(?:products|items|articles|skus)';
const we = '(?:i|we)';
const phrase = (text: string): RegExp => new RegExp(`^(?:${text})$`, 'u');

export const PHRASES: Readonly<Record<string, readonly RegExp[]>> = {
  'inventory.reorder_point': [
    phrase(
      `(?:what|which ${product}|what ${product}) (?:should|must|do|shall|can) ${we}(?: have to| need to)? (?:re-?order|replenish)`,
    ),
    phrase(
      `(?:what|which ${product}|what ${product}) (?:need|needs|has|have) (?:to be )?(?:re-?ordered|re-?ordering|replenished|replenishing)`,
    ),
    phrase('what to (?:re-?order|replenish)'),
    phrase(
      '(?:(?:calculated?|computed?|recommended|suggested) )?(?:the )?re-?order (?:points?|levels?|proposals?|suggestions?)',
    ),
  ],
  'inventory.safety_stock': [
    phrase('(?:(?:calculated?|computed?|recommended|suggested) )?(?:the )?(?:safety|buffer) stocks?'),
    phrase(
      `how much (?:safety|buffer) stock (?:do|should|must) ${we}(?: have to| need to)? (?:need|keep|hold|have|carry)`,
    ),
    phrase(`what (?:safety|buffer) stock (?:do|should|must) ${we}(?: have to| need to)? (?:need|keep|hold|have|carry)`),
  ],
  'inventory.days_of_cover': [
    phrase(
      `(?:what|which ${product}|what ${product}) (?:will|are going to) run out(?: of stock)?(?: first| soon| next)?`,
    ),
    phrase(
      `(?:what|which ${product}|what ${product}) (?:is|are) (?:running|about to run) out(?: of stock)?(?: first| soon| next)?`,
    ),
    phrase(`how long (?:will|does|do) (?:the |our )?(?:stocks?|inventory) last`),
    phrase('(?:calculated?|computed?) (?:the )?days of cover'),
    phrase('days of cover'),
  ],
  'inventory.abc': [
    phrase(
      `abc(?:[ -](?:class|classes|classification|analysis))?(?: of (?:the |our )?(?:${product}|inventory|stock))?`,
    ),
    phrase(`(?:${product}|inventory|stock) by abc class`),
    phrase(`abc (?:class|classes) by product`),
  ],
  'logistics.order_risk': [
    phrase(
      '(?:what|which) (?:open )?orders (?:are|will be|may be|might be|could be) (?:late|at risk|delayed|late or at risk|at risk or late|at risk of (?:being late|delay))',
    ),
    phrase('(?:late and )?at[ -]risk orders'),
    phrase('(?:late orders and )?orders at risk(?: of (?:being late|delay))?'),
    phrase('late and at[ -]risk orders'),
    phrase('(?:what|which) orders will (?:we )?(?:miss|break) (?:their|our) promises?'),
  ],
  'logistics.fill_rate': [
    phrase('fill rates?(?: analysis)?'),
    phrase('(?:unit|line|line and unit|unit and line) fill rates?'),
    phrase('(?:calculated?|computed?) (?:the )?fill rates?'),
  ],
  'logistics.lead_time': [
    phrase('(?:order |delivery )?lead[ -]times? (?:distribution|percentiles)'),
    phrase('distribution of (?:the )?(?:order |delivery )?lead[ -]times?'),
    phrase('percentiles of (?:the )?(?:order |delivery )?lead[ -]times?'),
    phrase('how long (?:do|does) (?:our )?(?:orders|deliveries|an order|a delivery) take'),
  ],
  'supplier.on_time': [
    phrase('(?:what|which) suppliers (?:are|deliver) (?:late|on time|unreliable|reliable)'),
    phrase('suppliers? (?:on[ -]time|delivery) (?:rates?|performance|analysis)'),
    phrase('(?:calculated?|computed?) (?:the )?suppliers? on[ -]time rates?'),
    phrase('how (?:punctual|reliable) are (?:the |our )?suppliers'),
  ],
  'supplier.price_trend': [
    phrase(
      '(?:suppliers? |purchase |purchasing )?prices? (?:trends?|index|indices|development)(?: (?:by|of|per) suppliers?)?',
    ),
    phrase(
      'are (?:the |our )?(?:purchase |purchasing |supplier |suppliers )?prices (?:rising|falling|going up|going down)',
    ),
    phrase('(?:what|which) suppliers (?:have )?(?:raised|increased|put up|lowered) (?:their |the )?prices'),
  ],
  'supplier.concentration': [
    phrase(
      '(?:suppliers? |spend |supply |purchasing )?concentration(?: risks?)?(?: (?:by|of|per) (?:categor(?:y|ies)|product groups?|suppliers?|spend))?',
    ),
    phrase('(?:what|which) suppliers (?:are|pose) (?:a )?(?:concentration|supply) risks?'),
    phrase('how concentrated (?:is|are) (?:the |our )?(?:spend|spending|purchasing|suppliers|supply|purchases)'),
    phrase(
      '(?:hhi|herfindahl|herfindahl[ -]hirschman)(?: index)?(?: of (?:the |our )?(?:purchase |purchasing )?(?:spend|suppliers|purchases|purchasing))?',
    ),
    phrase(`do ${we} depend too much on (?:one|a single|a few|some) suppliers?`),
  ],
  'supplier.risk': [
    phrase('(?:what|which) suppliers (?:are|may be|could be) (?:risky|a risk|at risk|risks)'),
    phrase('(?:riskiest|risky) suppliers'),
    phrase('suppliers? (?:risks?|at risk)(?: (?:analysis|report|assessment))?'),
  ],
};
