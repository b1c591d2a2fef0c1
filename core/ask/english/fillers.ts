/**
 * Words that carry no content of their own in a question about data: articles, pronouns, auxiliaries, polite
 * phrases and verbs of showing. Anything else that is not placed stops the planner.
 */
const lists = {
  articles: 'a an the this these those some any all both entire whole complete',
  pronouns:
    'i me my we our ours us you your they them their theirs it its he she his her there one ones itself themselves himself herself someone everyone everything anything something things thing everybody everywhere anywhere',
  auxiliaries:
    'is are was were be been being am do does did doing done have has had having can could would should may might must',
  prepositions:
    'of in on at for from to into onto with by within over through out up off as per via about around during among amongst along towards',
  conjunctions: 'and or than nor that which who whom whose where when then so if while but also',
  polite:
    'please pls plz kindly thanks thx thank hi hello hey ok okay just simply quickly actually exactly really now currently presently today',
  showing:
    'break show shows showing give gives tell tells display get gets find finds see look looks looking got gotten given gave want wants need needs know like let lets list listed provide report calculate compute determine return retrieve fetch pull print present interested wonder wondering curious help understand question answer',
  neutralVerbs:
    'come comes came coming go goes went going flow flows flowing bring brings brought bringing make makes made making generate generates generated generating achieve achieved achieves record recorded records register registered exist exists existed available belong belongs belonging belonged carry carries carried hold holds held holding contain contains contained containing include includes included including involve involves involved account accounts accounted happen happened occur occurred based located sit sits sitting lie lies lying situated live lives living place placed placing took take takes taken put use used using uses originate originates originated relate related concern concerning regarding work works worked working serve serves served serving operate operates operated operating run runs ran saw raised filed logged lodged lasting lasts lasted travel travels travelled traveled travelling traveling spend spends spent respective respectively associated corresponding amount amounts amounted sum come',
  commerce:
    'sell sells sold selling buy buys bought buying purchase purchases purchased purchasing acquire acquired earn earns earned earning business company firm file system database data figures figure numbers values records',
  quantifiers:
    'much many overall altogether together combined far total totals ever still too either right yet already meanwhile',
  question: 'what how s t re ve ll d m',
  causes: 'because due thanks owing',
  naming: 'called named titled',
};

const fillers = new Set(Object.values(lists).flatMap(list => list.split(' ')));

/** A word that may stand anywhere without being understood. */
export const isFiller = (lower: string): boolean => fillers.has(lower);

/** Words that may stand inside a name of several words: "status of the order", "units did we sell". */
const inner = new Set('was were is are been of the a an in on at to our did do we i you they for'.split(' '));
/** Whether a word may stand inside a name without being understood. */
export const isInnerFiller = (lower: string): boolean => inner.has(lower);
