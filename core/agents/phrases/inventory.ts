import { computed, our, type Phrases, phrase, products, we } from './phrase.ts';

const what = `(?:what|which ${products}|what ${products})`;
const should = '(?:should|must|do|shall|can)(?: (?:i|we))(?: have to| need to)?';
const reorder = '(?:re-?order|replenish|restock)';
const point = 're-?order (?:points?|levels?)';
const under = '(?:below|under|at or below|at or under|beneath)';
const safety = '(?:safety|buffer) stocks?';

const reorderPoint: Phrases = {
  asks: [
    phrase(`${what} ${should} ${reorder}`),
    phrase(`${what} (?:should|must|shall) ${we} order`),
    phrase(`${what} do ${we} (?:have|need) to order`),
    phrase(`${what} (?:need|needs|has|have) (?:to be )?(?:re-?order(?:ed|ing)|replenish(?:ed|ing)|restock(?:ed|ing))`),
    phrase(`what to ${reorder}`),
    phrase(`${what} (?:is|are|has fallen|have fallen|fall|falls) ${under} (?:its |their |the )?${point}`),
    phrase(`${what} (?:is|are) due for re-?order(?:ing)?`),
    phrase(`do ${we} (?:have|need) to ${reorder} (?:anything|something)`),
    phrase(
      `when (?:should|must|do) ${we}(?: have to| need to)? ${reorder}(?: (?:product |article |item )?(?<product>.+))?`,
    ),
    phrase(`${computed}${point}`),
    phrase('re-?order (?:proposals?|suggestions?|list)'),
  ],
  names: [phrase(`(?:the )?${point}`), phrase(`${products} (?:to ${reorder}|${under} (?:their |the )?${point})`)],
};

const safetyStock: Phrases = {
  asks: [
    phrase(`${computed}${safety}`),
    phrase(`(?:how much|what) ${safety} (?:do|should|must) ${we}(?: have to| need to)? (?:need|keep|hold|have|carry)`),
    phrase(`(?:how much|what) ${safety} (?:is|are) (?:needed|required|recommended|necessary)`),
    phrase(`how (?:large|high|big) (?:should|must) ${our}${safety} be`),
  ],
  names: [phrase(`(?:the )?${safety}`)],
};

const stock = `${our}(?:stocks?|inventory)`;
const first = '(?: first| soon| next)?';

const daysOfCover: Phrases = {
  asks: [
    phrase(`${what} (?:will|are going to|is going to|would) run out(?: of stock)?${first}`),
    phrase(`${what} (?:is|are) (?:running|about to run) out(?: of stock)?${first}`),
    phrase(`${what} runs? out(?: of stock)? (?:first|soon|next)`),
    phrase(`(?:for )?how (?:long|many days) (?:will|does|do) ${stock} last`),
    phrase(`how long (?:will|does|do) ${our}stock of (?:product |article |item )?(?<product>.+) last`),
    phrase(
      `how many days of (?:stock|inventory|cover) (?:are|is|do ${we} have|have ${we} got|remain)(?: left| remaining)?`,
    ),
    phrase(`days of (?:stock|inventory|cover) (?:left|remaining)`),
    phrase(`when (?:will|do|does|shall) (?:${we}|${stock}|${our}${products}) run out(?: of stock)?`),
    phrase('when (?:will|does) (?:product|article|item) (?<product>.+) run out(?: of stock)?'),
    phrase(`${computed}days of cover`),
  ],
  names: [phrase('days of cover')],
};

const classes = '(?:class|classes|classification|analysis|split)';

const abc: Phrases = {
  asks: [
    phrase(`(?:an )?abc(?:[ -]${classes})?(?: (?:of|for) ${our}(?:${products}|inventory|stock))?`),
    phrase(`${our}(?:${products}|inventory|stock) by abc(?:[ -]class)?`),
    phrase(`abc[ -](?:class|classes) by product`),
    phrase(`(?:product|inventory|stock) abc(?:[ -]${classes})?`),
    phrase(`classify ${our}(?:${products}|inventory|stock) (?:by abc|in(?:to)? abc classes)`),
    phrase(`how (?:do|does) ${our}(?:${products}|inventory|stock) split in(?:to)? abc classes`),
  ],
  names: [],
};

export const inventoryPhrases: Readonly<Record<string, Phrases>> = {
  reorder_point: reorderPoint,
  safety_stock: safetyStock,
  days_of_cover: daysOfCover,
  abc,
};
