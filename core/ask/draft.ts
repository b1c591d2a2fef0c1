import type { DatePart } from '../plan/date-part.ts';
import type { Band, Filter } from '../plan/schema.ts';
import type { Grain } from '../semantic/model/types.ts';
import type { FieldInfo } from './catalogue.ts';
import type { Comparator } from './chunks.ts';
import type { TimePhrase } from './time.ts';
import type { Assumption, NotUnderstood } from './types.ts';

/** What a question asks for, as read, before role-playing fields and dates are settled. */

/** Fields that a phrase may mean, with the entity named nearby. */
export interface FieldChoice {
  readonly options: readonly { readonly field: FieldInfo; readonly weight: number }[];
  readonly scope: string | undefined;
  readonly text: string;
  /** Chunk index. */
  readonly at: number;
}

/** What is made of a field's values; P95 is the value that 95 of 100 of them are at most. */
export type AggregateFunction = 'AVG' | 'SUM' | 'MIN' | 'MAX' | 'MEDIAN' | 'STDDEV' | `P${number}`;

/** A number that is asked for; `at` is the index of its chunk. */
export type DraftMeasure =
  | { readonly kind: 'metric'; readonly metric: string; readonly at: number }
  /** Rows of a dataset. */
  | { readonly kind: 'count'; readonly dataset: string; readonly at: number }
  | { readonly kind: 'countDistinct'; readonly choice: FieldChoice; readonly at: number }
  | {
      readonly kind: 'aggregate';
      readonly function: AggregateFunction;
      readonly choice: FieldChoice;
      /** Of the days from this date to the one chosen. */
      readonly since?: FieldInfo;
      readonly at: number;
    };

/** A condition whose field may not be settled yet. */
export interface DraftFilter {
  /** Per possible field, the values it would be compared with. */
  readonly options: readonly {
    readonly field: FieldInfo;
    readonly values: readonly (string | number | boolean)[];
    readonly weight: number;
    readonly partial: boolean;
  }[];
  readonly operator:
    | 'in'
    | 'notIn'
    | Comparator
    | 'between'
    | 'contains'
    | 'notContains'
    | 'startsWith'
    | 'endsWith'
    | 'isMissing'
    /** A number that is missing or zero: "no tax". */
    | 'isNone'
    | 'isPresent';
  readonly scope: string | undefined;
  readonly text: string;
  readonly at: number;
  /** Its values were joined by "and", or said to be both there. */
  readonly joined?: 'and' | 'both' | undefined;
  /** Each was said by a part of a name that no other value has. */
  readonly single?: boolean | undefined;
  /** Said of a deed: did not buy, never sold to. */
  readonly denied?: boolean | undefined;
  /** Each of its values was led by a preposition of its own: in Asia and in Europe. */
  readonly apart?: boolean | undefined;
  /** What each of its values was said by, where a part of a name stands for several: steel, copper. */
  readonly pieces?: readonly { readonly text: string; readonly options: FilterOptions }[] | undefined;
  /** Any of these is as good: in Asia or in retail. */
  readonly alternatives?: readonly DraftFilter[] | undefined;
}

/** The fields a filter may be on, each with its values and how well it fits. */
export type FilterOptions = DraftFilter['options'];

/** A stretch of time with the date that it is said of. */
export interface DraftTime {
  readonly phrase: TimePhrase;
  /** Named by a verb or a date field; empty means the default date. */
  readonly fields: readonly FieldInfo[];
  /** The entity named last before it. */
  readonly scope?: string | undefined;
  readonly negated: boolean;
  /** Right behind what was done: sold in 1995. */
  readonly ofDeed?: boolean | undefined;
  /** Each of its stretches is asked of the same things: both in 1993 and in 1994. */
  readonly both?: boolean | undefined;
  /** Of several stretches, whether each is on its own (in 1995 and in 1996) or they are taken together, where that is said. */
  readonly periods?: 'each' | 'all' | undefined;
  /** What happened in it happened in no other: only in 1995. */
  readonly only?: boolean | undefined;
  readonly at: number;
}

/** Something to group by. */
export type DraftDimension =
  | {
      readonly kind: 'field';
      readonly choice: FieldChoice;
      /** A number is grouped by bands of it. */
      readonly bands?: Band[];
      readonly width?: number;
    }
  /** `all`: whichever were kept before, "for all channels". */
  | { readonly kind: 'entity'; readonly dataset: string; readonly at: number; readonly all?: boolean }
  | { readonly kind: 'time'; readonly grain: Grain; readonly fields: readonly FieldInfo[]; readonly at: number }
  | { readonly kind: 'part'; readonly part: DatePart; readonly fields: readonly FieldInfo[]; readonly at: number };

/** A condition on a number of a group; two `values` where it is between them. */
export interface DraftHaving {
  readonly measure: DraftMeasure;
  readonly operator: Comparator | 'between';
  readonly values: readonly number[];
  readonly percent: boolean;
  /** It is what two numbers make, divided or one without the other: "revenue per order over 100". */
  readonly ofCombined?: boolean;
  /** In place of values: with the number over all together, or with the mean of what the groups have. */
  readonly against?: {
    readonly said: 'average' | 'overall';
    /** It is a number that each of these things has one of. */
    readonly ofEach?: string;
    /** All of them were said: conditions keep some, and the average is of the others too. */
    readonly all?: boolean;
  };
}

/** How a number changed from one period to another. */
export interface DraftGrowth {
  readonly offset: 'previousPeriod' | 'previousYear' | undefined;
  readonly unit: Grain | undefined;
  /** A verb that says which way: fall, rise. */
  readonly directed: boolean;
  /** It goes down: a decline. */
  readonly falls: boolean;
  /** What it is told by: growth in percent, or the difference; undefined where the words leave that open. */
  readonly by: 'growth' | 'change' | undefined;
  readonly at: number;
}

/** All that was read of a question, before names are settled and a plan is made. */
export interface Draft {
  /** Stems of every word of it. */
  said: ReadonlySet<string>;
  measures: DraftMeasure[];
  dimensions: DraftDimension[];
  /** What is asked for: which customers, top 5 products, list orders. */
  subject: DraftDimension | undefined;
  subjectIs: 'which' | 'list' | 'top' | 'plain' | undefined;
  /** The subject only says of which things the number is: "revenue of customers with more than 10 orders". */
  subjectOwns: boolean;
  /** The noun of the subject was plural. */
  subjectPlural: boolean;
  filters: DraftFilter[];
  times: DraftTime[];
  having: DraftHaving[];
  /** Fields of a row, or of what it belongs to, that are held against each other. */
  comparedFields: {
    field: FieldInfo;
    operator: Comparator;
    other: FieldInfo;
    /** The periods that two dates are in are compared. */
    grain?: Grain;
    /** The days from the other to it are compared with so many. */
    days?: number;
    /** It is compared with the other that many months later. */
    months?: number;
    at?: number;
  }[];
  /** Things that came in the period. */
  newcomers: boolean;
  /** "their first order in 1993": the first or last of what each has many of was in that time. */
  firstOrLast:
    | { dataset: string; date: FieldInfo | undefined; last: boolean; phrase: TimePhrase; at: number }
    | undefined;
  /** All of what each has many of: what is said after it holds for every one of them. */
  every: { dataset: string; at: number; text: string } | undefined;
  /** Entities that must (not) exist for the subject: customers without orders. */
  related: {
    dataset: string;
    negated: boolean;
    at: number;
    filters?: readonly DraftFilter[];
    /** One field of theirs compared with another. */
    compared?: Filter;
    /** When, settled already. */
    period?: Filter;
    /** It is what the things have, "with late lines": a period is that of these rows, where the things have none. */
    had?: boolean;
    /** A verb of trade said so: periods and what was traded are those of these rows. */
    traded?: boolean;
  }[];
  rank:
    | {
        count: number | undefined;
        direction: 'ASC' | 'DESC';
        by: DraftMeasure | undefined;
        byField: FieldChoice | undefined;
        at: number;
        /** The adjective, where what it means is left to the number: best, slowest. */
        word?: string;
        /** The adjective that tells a price, where the things have none of their own: cheapest. */
        priced?: string;
        /** By so much of it per something: what it is divided by was said right behind it. */
        perThing?: boolean;
        /** By how many: the most rooms. */
        quantity?: boolean;
        /** By how many there are, as no number was named. */
        implied?: boolean;
      }
    | undefined;
  /** The one in that place of the ranking: second best. */
  nth: number | undefined;
  sort:
    | {
        by: DraftMeasure | FieldChoice | undefined;
        direction: 'ASC' | 'DESC' | undefined;
        byName?: boolean;
        /** Newest first. */
        byDate?: boolean;
        /** "worst first", of a number that is not named before it: which end that is, the number tells. */
        word?: string;
      }
    | undefined;
  listFields: FieldChoice[];
  /** What is shown of each of the things that are ranked, and parts nothing. */
  beside: FieldChoice[];
  /** What rows should show was said in full, before them. */
  columnsOnly: boolean;
  /** Divide by the number of distinct … (average per order). */
  per: { dataset: string; at: number; average: boolean } | undefined;
  /** Average of the totals of each period (average monthly revenue). */
  perPeriod: Grain | undefined;
  averaged: boolean;
  /**
   * `addend`: the second number is what the first is the sum of, with others. `among`: where the
   * whole begins, of the part that was said before. `within`: the group that each whole is of. `together`: of all that
   * are ranked, as one number.
   */
  share:
    | {
        at: number;
        verbAt: number | undefined;
        /** The verb is that of a clause: “that are late”. */
        inClause?: boolean;
        /** The verb that says what those of the part did. */
        deedAt?: number;
        ofTotal: boolean;
        addend?: boolean;
        among?: number;
        within?: number;
        together?: boolean;
      }
    | undefined;
  ratio: boolean;
  /** How many of something was asked for in words: "number of". */
  saysCount: boolean;
  difference: boolean;
  compare: boolean;
  /** Where "compared to" stands: what follows is one of two. */
  comparedTo?: number;
  growth: DraftGrowth | undefined;
  /** Only those whose number changed so: by more than 0, by less than 10 % … */
  changed: { operator: '<' | '<=' | '>' | '>='; value: number; of: 'change' | 'growth' } | undefined;
  comparison: 'previousPeriod' | 'previousYear' | undefined;
  /** Before which one was said: the month before. */
  comparedUnit: Grain | undefined;
  /** With as much of the year before: what has not ended yet is taken up to today. */
  samePart: boolean;
  /** How many periods are so; where they are asked for, should nothing say which. */
  periodsCounted: { label: string; where: NotUnderstood } | undefined;
  /** Beside each group the number of all of them together. */
  overall: boolean;
  running: boolean;
  moving: number | undefined;
  trend: boolean;
  /** Entities mentioned without a part of their own yet. */
  mentions: { dataset: string; at: number; text: string; owns?: boolean; from?: boolean; led?: boolean }[];
  verbs: {
    fields: readonly FieldInfo[];
    at: number;
    used: boolean;
    spent?: boolean;
    text: string;
    where: NotUnderstood;
  }[];
  /** A comparison with nothing named: of the number in the last answer. */
  bare:
    | { operator: Comparator | 'between'; values: readonly number[]; percent: boolean; problem: NotUnderstood }
    | undefined;
  /** Things that were assumed while reading, in words. */
  notes: { id: string; text: string; chosen?: string; choices?: Assumption['choices'] }[];
  /** Words that may mean one number as well as another; the first was read. */
  ties: { text: string; metrics: readonly string[] }[];
  /** Rows were asked to be shown. */
  shows: boolean;
  /** The stem of a verb of trade that was said. */
  trade: string | undefined;
  /** "in which clinics?": behind an answer it asks for its groups. */
  ledWhich: boolean;
  /** "per region": begun by what it is grouped by, as what goes on from an answer is. */
  ledGroup: boolean;
  followUp: Set<'split' | 'each' | 'add' | 'same' | 'whatAbout' | 'instead' | 'remove' | 'only' | 'and'>;
  problems: NotUnderstood[];
}
