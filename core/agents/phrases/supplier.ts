import { computed, our, type Phrases, phrase, supplier, suppliers, we } from './phrase.ts';

const one = `(?:the )?(?:supplier|vendor) (?<supplier>.+)`;
const often = '(?:always |often |usually |mostly )?';

const onTime: Phrases = {
  asks: [
    phrase(`(?:what|which) ${suppliers} (?:are|deliver) ${often}(?:late|on time|unreliable|reliable|punctual)`),
    phrase(`${supplier} (?:on[ -]time|delivery) analysis`),
    phrase(`${computed}${supplier} on[ -]time rates?`),
    phrase(`on[ -]time (?:delivery )?rates? (?:by|per|of each) ${supplier}`),
    phrase(`on[ -]time (?:delivery )?rates? of ${one}`),
    phrase(`how (?:punctual|reliable) (?:are ${our}${suppliers}|is ${one})`),
    phrase(`how often (?:do|are) ${our}${suppliers} (?:deliver )?(?:on time|late)`),
    phrase(`how often (?:does|is) ${one} (?:deliver )?(?:on time|late)`),
    phrase(`(?:do ${our}${suppliers}|does ${one}) deliver (?:on time|late)`),
    phrase(`(?:are ${our}${suppliers}|is ${one}) (?:on time|reliable|punctual|late)`),
    phrase(`(?:who|which) are ${our}least (?:reliable|punctual) ${suppliers}`),
    phrase(`least (?:reliable|punctual) ${suppliers}`),
  ],
  names: [
    phrase(`${supplier} (?:on[ -]time (?:delivery )?|delivery )(?:rates?|performance)`),
    phrase(`${supplier} (?:reliability|punctuality)`),
    phrase(`on[ -]time (?:delivery )?rates? of ${our}${suppliers}`),
  ],
};

const prices = `(?:(?:${supplier}|vendors?|purchase|purchasing|buying) )?prices?`;
const moved = '(?:develop(?:ed|ing)?|chang(?:e|ed|ing)|mov(?:e|ed|ing)|evolv(?:e|ed|ing)|trend(?:ed|ing)?)';
const dear = '(?:rais(?:ed|ing)|increas(?:ed|ing)|put(?:ting)? up|lower(?:ed|ing)|chang(?:ed|ing))';
const aux = '(?:do|does|did|have|has|are|is)';

const priceTrend: Phrases = {
  asks: [
    phrase(`${prices} (?:trends?|index|indices|developments?)(?: (?:by|of|per) ${our}${supplier})?`),
    phrase(`(?:${supplier}|purchase|purchasing) price changes?(?: (?:by|of|per) ${our}${supplier})?`),
    phrase(`(?:trend|development) of (?:the )?(?:${supplier} |purchase |purchasing )prices`),
    phrase(
      `are ${our}(?:purchase |purchasing |supplier |suppliers |vendor )?prices (?:rising|falling|going up|going down|increasing)`,
    ),
    phrase(`(?:what|which) ${suppliers} (?:have |are )?${dear} (?:their |the )?prices`),
    phrase(
      `(?:what|which) ${suppliers} (?:are getting|are becoming|got|have become) (?:dearer|more expensive|cheaper)`,
    ),
    phrase(`(?:are|have) ${our}${suppliers} ${dear} (?:their |the )?prices`),
    phrase(`(?:is|has) ${one} ${dear} (?:its |their |the )?prices`),
    phrase(`is ${one} (?:getting|becoming) (?:dearer|more expensive|cheaper)`),
    phrase(`how ${aux} ${our}(?:${supplier}|vendor|purchase|purchasing) prices ${moved}`),
    phrase(`how ${aux} ${our}prices (?:of|from|at|with) ${our}${suppliers} ${moved}`),
    phrase(`how ${aux} (?:the )?(?:purchase )?prices? (?:of|from|at|with) ${one} ${moved}`),
    phrase(`how ${aux} ${one} ${moved} (?:its |their |the )?prices`),
  ],
  names: [],
};

const few =
  '(?:(?:single|individual|one|a single|few|a few|just a few|some|certain|(?:(?:the|our) )?(?:largest|biggest|main|top|key|most important)) )?';
const risky = '(?:what|which)';

const concentration: Phrases = {
  asks: [
    phrase(
      '(?:suppliers? |spend |supply |purchasing |vendor )?concentration(?: risks?)?(?: (?:by|of|per) (?:categor(?:y|ies)|product groups?|suppliers?|spend))?',
    ),
    phrase(`${risky} ${suppliers} (?:are|pose) (?:a )?(?:concentration|supply) risks?`),
    phrase(`how concentrated (?:is|are) ${our}(?:spend|spending|purchasing|suppliers|supply|purchases)`),
    phrase(
      `(?:hhi|herfindahl|herfindahl[ -]hirschman)(?: index)?(?: of ${our}(?:purchase |purchasing )?(?:spend|suppliers|purchases|purchasing))?`,
    ),
    phrase(`how (?:dependent|reliant) are ${we} on ${few}(?:our )?${supplier}`),
    phrase(`how (?:much|strongly|heavily) do ${we} (?:depend|rely) on ${few}(?:our )?${supplier}`),
    phrase(`do ${we} (?:depend|rely) (?:too (?:much|heavily) )?on ${few}${supplier}`),
    phrase(`are ${we} too (?:dependent|reliant) on ${few}${supplier}`),
    phrase(`(?:supplier|vendor) dependenc(?:e|y)(?: risks?)?`),
    phrase(`(?:${our})dependenc(?:e|y) on ${few}${supplier}`),
  ],
  names: [],
};

const risk: Phrases = {
  asks: [
    phrase(`${risky} ${suppliers} (?:are|may be|could be) (?:risky|a risk|at risk|risks)`),
    phrase(`(?:riskiest|risky) ${suppliers}`),
    phrase(`${supplier} (?:risks?|at risk)(?: (?:analysis|report|assessment))?`),
  ],
  names: [],
};

export const supplierPhrases: Readonly<Record<string, Phrases>> = {
  on_time: onTime,
  price_trend: priceTrend,
  concentration,
  risk,
};
