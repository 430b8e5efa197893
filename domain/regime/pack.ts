import { z } from 'zod';
import { deemedBases } from '../calendar/service.ts';
import { cited } from './cited.ts';

/**
 * A regime pack: one dated, immutable version of a body of law, as data that lawyers can review.
 *
 * This is the only schema; the published JSON Schema and the loader are derived from it. Every legal value carries
 * its citation and its evidence status, so that nothing is presented as law that nobody has read.
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower case letters, digits, dots and hyphens');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is YYYY-MM-DD');
const title = z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1));

/** What a value cites that is the deployment's own rule. Whatever cites anything else claims a law. */
export const HOUSE_PRACTICE = 'house practice';

/** What may be disclosed of an entry. The regime's identifiers come to these; there is nothing else. */
export const entryFields = [
  'name',
  'address',
  'country',
  'ground',
  'measures',
  'authority',
  'decided-on',
  'listed-on',
  'published-on',
  'until',
  'instrument-number',
  'finality',
] as const;

const periodUnits = [
  'hours',
  'calendar-days',
  'working-days',
  'weeks',
  'months',
  'years',
  'day-of-next-month',
  'life',
  'until-event',
  'actual-term-of',
] as const;

/** `days` is what the statute says that they are, so it needs one whose convention the pack states. */
const unit = z.enum([...periodUnits, 'days']).transform((given, context): (typeof periodUnits)[number] => {
  if (given !== 'days') return given;
  context.addIssue({
    code: 'custom',
    message: '"days" needs the statute whose convention says which days they are',
  });
  return z.NEVER;
});
/** The statute whose convention makes the unit of a number of `days`. */
const statute = id.optional();

const period = {
  amount: z.int().min(0),
  unit,
  statute,
  start: z.enum(['exclusive', 'inclusive']).default('exclusive'),
  roll: z.enum(['none', 'next-working-day']).default('none'),
  ends: z
    .union([
      z.literal('end-of-day'),
      z.strictObject({ closeOfBusiness: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
    ])
    .default('end-of-day'),
};
const length = { amount: period.amount, unit, statute };
const bound = z.strictObject({ amount: period.amount, unit });

export const stages = ['determination', 'notice', 'list-review', 'listed', 'removal', 'closed'] as const;

/** The roles a token may carry (design: rights are per authority). `clock` and `engine` are the deployment itself. */
export const roles = [
  'caseworker',
  'reviewer',
  'supervisor',
  'superior-authority',
  'publisher',
  'recipient',
  'subject',
  'auditor',
  'administrator',
] as const;
const role = z.enum(roles);

/** What a person may be at an authority. Subjects, recipients and administrators hold no office there. */
export const officeRoles = [
  'caseworker',
  'reviewer',
  'supervisor',
  'superior-authority',
  'publisher',
  'auditor',
] as const satisfies readonly (typeof roles)[number][];

/** Events a clock may start from, and events that meet one. A closed list: an unknown word is a broken pack. */
export const clockEvents = [
  'case-opened',
  'determination-recorded',
  'notice-sent',
  'notice-served',
  'response-received',
  'response-waived',
  'hearing-requested',
  'hearing-noticed',
  'hearing-held',
  'record-closed',
  'recommendation-made',
  'listing-approved',
  'consent-requested',
  'consent-given',
  'consent-refused',
  'listing-refused',
  'entry-notified',
  'listed',
  'entry-published',
  'interim-measure-imposed',
  'interim-measure-ended',
  'interim-measure-told',
  'interim-measure-acknowledged',
  'interim-review-held',
  'interim-end-announced',
  'proceedings-began',
  'petition-filed',
  'petition-incomplete',
  'petition-completed',
  'petition-withdrawn',
  'petition-accepted',
  'petition-rejected',
  'petition-decided',
  'objection-filed',
  'objection-annotated',
  'objection-decided',
  'review-proceeding-began',
  'review-proceeding-ended',
  'listing-remitted',
  'decision-sent',
  'decision-served',
  'standstill-ended',
  'legal-review-passed',
  'temporary-lift-began',
  'temporary-lift-verified',
  'temporary-lift-ended',
  'measure-ended',
  'repair-revoked',
  'basis-fell',
  'basis-review-began',
  'basis-review-ended',
  'entry-review-held',
  'removal-began',
  'publication-handed-over',
  'deliveries-made',
  'lifting-sent',
  'lifting-acknowledged',
  'retraction-sent',
  'retractions-sent',
  'retraction-acknowledged',
  'case-transferred',
  'transfer-accepted',
  'case-closed',
] as const;
const clockEvent = z.enum(clockEvents);

/**
 * What persons do in a case that others may therefore not do: a closed list, named by the events in which it is recorded.
 * An amended determination counts as a determination, a refused listing as a decision on the listing.
 */
export const functions = [
  'determination-recorded',
  'hearing-held',
  'interim-measure-imposed',
  'interim-review-held',
  'legal-review-passed',
  'recommendation-made',
  'listing-approved',
  'listing-remitted',
  'consent-given',
  'petition-filed',
  'petition-accepted',
  'petition-verified',
  'petition-decided',
  'repair-revoked',
  'objection-filed',
  'objection-decided',
  'entry-review-held',
  'temporary-lift-began',
  'temporary-lift-verified',
  'temporary-lift-ended',
  'entry-released',
  'measure-suspended',
  'measure-lifted',
  'basis-review-ended',
  'case-withdrawn',
  'review-proceeding-began',
  'review-proceeding-ended',
  'recusal-requested',
  'recusal-decided',
  'case-transferred',
  'transfer-accepted',
] as const;
const caseFunction = z.enum(functions);

/** What happens by itself when the due instant passes. None of these can list a subject. */
export const lapseEffects = [
  'none',
  'escalate',
  'record-closes',
  'case-lapses',
  'term-ends',
  'minimum-ends',
  'measure-ends',
  'deemed-accepted',
  'deemed-granted',
  'deemed-refused',
  'deemed-abandoned',
  'interim-ends',
  'standstill-ends',
] as const;
const effect = z.enum(lapseEffects);

const clockRule = z.strictObject({
  ...period,
  title,
  from: z
    .union([clockEvent, z.array(clockEvent).min(1)])
    .transform((one) => (typeof one === 'string' ? [one] : one)),
  /** The day it counts from: that of the event that arms it, or an older one that the determination rests on. */
  startOn: z.enum(['event', 'instrument', 'conduct', 'known']).default('event'),
  /** Counted backwards, so that it ends this long before another clock does, which is armed with it or before it. */
  before: id.optional(),
  metBy: z.array(clockEvent).default([]),
  against: z.enum(['authority', 'subject', 'recipient']),
  lapse: z.strictObject({
    effect,
    /** Applies instead while service of the notice has not been proven. */
    unserved: effect.optional(),
  }),
  /** Armed only for these grounds, measures, instruments or while these conditions hold. */
  when: z
    .strictObject({
      grounds: z.array(id).optional(),
      instruments: z.array(id).optional(),
      /** An interim measure that a decision imposed is in force. */
      interim: z.boolean().optional(),
      /** Lanes of an objection. */
      lanes: z.array(z.enum(['identity', 'content', 'term'])).optional(),
      /** Only where the determination states one of these traits, or only where it states none of them. */
      traits: z
        .strictObject({ any: z.array(id).min(1) })
        .or(z.strictObject({ none: z.array(id).min(1) }))
        .optional(),
    })
    .optional(),
  /** Of a clock in `actual-term-of`: the measure whose actual term it is; it ends when that measure does. */
  termOf: id.optional(),
  /** The decision states the length; `amount` and `unit` are then the most it may be. */
  chosen: z.strictObject({ least: bound.optional(), indefinite: z.boolean().default(false) }).optional(),
  /** The decision may add to `amount`, in the same unit, but only where one of these factors was found. */
  longer: z
    .strictObject({
      least: z.int().min(1),
      most: z.int().min(1),
      onlyWith: z.array(id).min(1),
      ...cited,
    })
    .optional(),
  /** Without `most` the law sets no measure to an extension, only who grants it and how often. */
  extension: z
    .strictObject({ most: bound.optional(), times: z.int().min(1), by: z.array(role).min(1), ...cited })
    .optional(),
  tolling: z.array(z.strictObject({ cause: id, ...cited })).default([]),
  /** What the subject posts before the end is in time, whenever it arrives; proven by one of these. */
  postedInTime: z.strictObject({ proof: z.array(id).min(1), ...cited }).optional(),
  /** The most that all pauses together take out, where the law sets a cap; beyond it the clock runs although paused. */
  tollingCap: z
    .strictObject({ amount: z.int().min(1), unit: z.enum(['calendar-days', 'working-days']), ...cited })
    .optional(),
  ...cited,
});

const notBefore = z.strictObject({
  ...length,
  from: z.enum(['listed', 'published', 'decision', 'instrument', 'corrected']),
  ...cited,
});

/** Under which ids the version before knew the same ground or kind of instrument: a new name repeals nothing. */
const succeeds = z.array(id).min(1).optional();

const ground = z.strictObject({
  id,
  title,
  domain: z.string().min(3),
  succeeds,
  /** The first day on which it was a ground: nobody is listed for what was none when it was done. */
  since: date.optional(),
  /** Where the law sorts its grounds into those that must and those that may lead to an entry. */
  instruments: z
    .array(z.strictObject({ kind: id, finality: z.enum(['effective', 'final', 'not-required']), succeeds }))
    .min(1),
  exclusions: z.array(z.strictObject({ id, title, ...cited })).default([]),
  /** Facts that must be stated in the determination, by name. */
  requires: z.array(z.strictObject({ id, title, ...cited })).default([]),
  /** The facts are too old when the period is over before the determination. */
  limitation: z
    .strictObject({
      ...length,
      /** known: the day on which the authority knew of the conduct, or should have known. */
      from: z.enum(['conduct', 'instrument', 'known']),
      /** An act of the procedure notified within the period lets it run anew. */
      interrupted: z.boolean().default(false),
      /** Whatever was before this day is not looked at. */
      notBefore: date.optional(),
      ...cited,
    })
    .optional(),
  measures: z.array(id).min(1),
  term: id.optional(),
  repairable: z.strictObject({ allowed: z.boolean(), ...cited }).optional(),
  /** The earliest petition, where the ground has one of its own. */
  notBefore: notBefore.optional(),
  ...cited,
});

const deemedService = z.strictObject({
  basis: z.enum(deemedBases),
  amount: z.int().min(0).optional(),
  unit: z.enum(['calendar-days', 'working-days', 'weeks']).optional(),
});

const measure = z.strictObject({
  id,
  title,
  class: z.enum(['rights-derogating', 'management', 'information']),
  bindingness: z.enum(['mandatory', 'discretionary', 'informational']),
  severity: z.int().min(0).max(10),
  implementers: z.array(id).default([]),
  /** `entry`: as long as the entry. Otherwise a term of its own, named in `clocks`. */
  term: z.union([z.literal('entry'), id]).default('entry'),
  ...cited,
});

const recipient = z.strictObject({
  id,
  title,
  /** instructed: must act on the entry. informed: receives it, may never be told to act. */
  relation: z.enum(['instructed', 'informed']),
  kind: z.enum([
    'public-body',
    'financial-institution',
    'credit-service',
    'association',
    'media',
    'international-body',
  ]),
  fields: z.array(z.string()).min(1),
  /** It gets only entries that last longer than this, on conduct not older than that: those it may recognise. */
  onlyIf: z.strictObject({ longerThan: bound, conductWithin: bound, ...cited }).optional(),
  ...cited,
});

/** How an entry comes back that a repair had taken off. */
const restoration = z.strictObject({
  restartsTerm: z.boolean(),
  noEarlyEnd: z.boolean(),
  /** From its return on it stands at least so long, also where its term would end before. */
  publishedFor: bound.optional(),
  ...cited,
});

const separation = z.strictObject({ act: caseFunction, notBy: z.array(caseFunction).min(1), ...cited });

/** An event by which the law obliges to take the entry off, whoever asks or does not ask. */
const removalTrigger = z.strictObject({
  id,
  title,
  /** Only for entries on these grounds. */
  grounds: z.array(id).min(1).optional(),
  ...cited,
});

/** Ranks of legal documents. Which of them may make a list is the jurisdiction's to say. */
export const ranks = [
  'law',
  'administrative-regulation',
  'central-policy',
  'departmental-rule',
  'judicial-interpretation',
  'local-regulation',
  'regulation',
  'institutional-rules',
  'normative-document',
] as const;

const pack = z.strictObject({
  regime: id,
  version: date,
  title,
  jurisdiction: z.string().min(2),
  issuer: z.string().min(3),
  rank: z.enum(ranks),
  /** The texts that were read, and when. */
  sources: z.record(id, z.strictObject({ text: z.string().min(8), read: date.optional() })),
  legalBasis: z.array(z.strictObject({ title: z.string(), ...cited })).min(1),
  effective: z.strictObject({ from: date, until: date.nullable() }),
  supersedes: date.nullable(),
  /** What a new version does to cases opened under an older one. */
  transition: z.strictObject({
    mode: z.enum(['pinned', 'most-favourable', 'recompute']),
    /** By which law it may make an older case worse for the subject. Without it, it never does. */
    harsher: z.strictObject({ ...cited }).optional(),
    ...cited,
  }),
  /** What an amended calendar does to clocks that run. */
  calendarChanges: z
    .strictObject({
      /** By which law it may shorten a right of the subject or lengthen a burden. Without it, it never does. */
      harsher: z.strictObject({ ...cited }).optional(),
    })
    .optional(),
  /** How each statute counts its days: these numbers of them are working days, all others calendar days. */
  dayConventions: z
    .array(z.strictObject({ statute: id, workingDayNumbers: z.array(z.int().min(1)), ...cited }))
    .default([]),
  timezone: z.string().min(1),
  calendar: z.string().min(1),
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),

  /** Whom a case may be about, and how cases may hang together. */
  subjects: z.strictObject({
    kinds: z.array(z.enum(['organisation', 'person'])).min(1),
    /** Relations in which a case of its own may stand to another: a responsible person's, an affiliate's. */
    linked: z.array(z.strictObject({ id, title })),
    ...cited,
  }),
  /** The schemes of identifiers that bind an entry to its subject, and that may be disclosed. */
  identifiers: z.array(z.strictObject({ id, title })).default([]),
  authorities: z.strictObject({
    levels: z.array(id).min(1),
    competent: z.array(id).min(1),
    officersAtLeast: z.int().min(1).default(1),
    ...cited,
  }),
  grounds: z.array(ground).min(1),
  factors: z.strictObject({
    weigh: z.array(z.strictObject({ id, title })),
    atLeast: z.int().min(0),
    ...cited,
  }),
  notice: z.strictObject({
    required: z.strictObject({ ...cited }),
    contents: z.strictObject({ items: z.array(z.strictObject({ id, title })).min(1), ...cited }),
    methods: z
      .array(
        z.strictObject({
          id,
          title,
          proof: z.array(id).min(1),
          /** hand: done by a person. email and post are performed by the deployment. */
          channel: z.enum(['hand', 'email', 'post']).default('hand'),
          /** A last resort: only after one of these methods has failed. */
          afterFailureOf: z.array(id).optional(),
          deemed: deemedService,
          consent: z.boolean().default(false),
          ...cited,
        }),
      )
      .min(1),
    waiver: z.strictObject({ allowed: z.boolean(), ...cited }),
    hearing: z
      .strictObject({
        requestBy: id,
        noticeAtLeast: bound.optional(),
        chairNotInvestigator: z.boolean(),
        public: z.boolean(),
        /** For which secrets a hearing that is public otherwise is closed. */
        closedFor: z.array(id).min(1).optional(),
        agentsAtMost: z.int().min(0).optional(),
        /** On what a request for a hearing can rest. */
        triggers: z.array(id).min(1),
        ...cited,
      })
      .optional(),
    generalDenialSuffices: z.strictObject({ value: z.boolean(), ...cited }).optional(),
  }),
  review: z.strictObject({
    separation: z.array(separation).min(1),
    consent: z.strictObject({ levels: z.array(id).min(1), ...cited }).optional(),
    collective: z
      .strictObject({ triggers: z.array(z.string()).min(1), atLeast: z.int().min(2), ...cited })
      .optional(),
    legalReview: z.strictObject({ triggers: z.array(z.string()).min(1), ...cited }).optional(),
    recommendation: z
      .strictObject({ by: z.string(), requiredUnless: z.array(id).default([]), ...cited })
      .optional(),
    decisionContents: z.strictObject({ items: z.array(z.strictObject({ id, title })).min(1), ...cited }),
    notHeavierThanNotified: z.strictObject({ ...cited }),
    onceForTheSameFacts: z.strictObject({ ...cited }),
    /** Its clock is the one whose end is `standstill-ends`. */
    standstill: z.strictObject({ automaticStay: z.boolean(), ...cited }).optional(),
    /** Documents that the law wants served together with the decision. */
    together: z.strictObject({ documents: z.array(id).min(1), ...cited }).optional(),
  }),
  measures: z.array(measure).min(1),
  interim: z
    .strictObject({
      measure: id,
      automaticOn: z.enum(['notice-sent', 'decision']),
      term: id,
      /** Time under the measure counts towards the term: all of it, or only what a decision imposed. */
      credit: z.strictObject({ of: z.enum(['all', 'imposed-by-decision']), ...cited }).optional(),
      /** The same measure by a decision of its own, before or without a notice; its clock runs instead of `term`. */
      byDecision: z.strictObject({ term: id, ...cited }).optional(),
      ...cited,
    })
    .optional(),
  entry: z.strictObject({
    /** The clock whose end is the end of the entry. Grounds may name another. */
    term: id,
    endIsMinimum: z.boolean().default(false),
    /** The clock of the reviews of an entry, whether it has an end or not: from the listing, and from each review. */
    reviewEvery: id.optional(),
    /** The entry lasts as long as its longest measure, where that is longer than the entry's own term. */
    longestOf: z.boolean().default(false),
    /** How many identifiers bind an entry to its subject. A name is none. */
    identifiersAtLeast: z.int().min(2).default(2),
    ...cited,
  }),
  publication: z.strictObject({
    public: z.boolean(),
    fields: z.strictObject({ organisation: z.array(z.string()), person: z.array(z.string()) }),
    delay: id.optional(),
    /** Published only where that was decided to be necessary, with reasons. */
    necessity: z.strictObject({ ...cited }).optional(),
    /** Handed over to the authority of another territory, which publishes there, where the case has this trait. */
    elsewhere: z.strictObject({ trait: id, ...cited }).optional(),
    ...cited,
  }),
  recipients: z.array(recipient),
  /** When the recipients get the entry. */
  delivery: z.strictObject({ upon: z.enum(['entry-published', 'decision-served']), ...cited }),
  petition: z.strictObject({
    allowed: z.boolean(),
    by: z.array(z.enum(['subject', 'agent'])).min(1),
    notBefore: notBefore.optional(),
    preconditions: z
      .array(
        z.strictObject({
          id,
          title,
          /** What the other cases about the same subject tell: no newer instrument under this regime; on no other list. */
          check: z.enum(['no-new-case', 'not-on-another-list']).optional(),
          ...cited,
        }),
      )
      .default([]),
    /** No petition while a measure runs that has a term of its own. */
    notDuringMeasures: z.strictObject({ ...cited }).optional(),
    materials: z.array(z.strictObject({ id, title, ...cited })).default([]),
    fee: z.strictObject({ amount: z.literal(0), ...cited }),
    verification: z.strictObject({ differentPerson: z.boolean(), ...cited }),
    /** A court or the regime may lift an entry for a time; it comes back when the condition fails. */
    temporaryLift: z.strictObject({ ...cited }).optional(),
    /** What follows when a repair was obtained by fraud, and where it hangs on it, when a commitment is broken. */
    fraud: restoration.optional(),
    breach: restoration.optional(),
    ...cited,
  }),
  objection: z
    .strictObject({
      lanes: z.array(z.enum(['identity', 'content', 'term'])).min(1),
      unverifiable: z.enum(['record-both', 'remove']),
      disclosureMeanwhile: z.enum(['annotate', 'suspend']),
      ...cited,
    })
    .optional(),
  reviewProceedings: z.array(
    z.strictObject({
      forum: id,
      title,
      stay: z.enum(['automatic', 'ordered', 'none']),
      /** Within which the forum may be turned to, from proven service of the decision. */
      timeLimit: z.strictObject(period).optional(),
      ...cited,
    }),
  ),
  basisFalls: z.strictObject({ explainPublicly: z.boolean(), ...cited }),
  removal: z.strictObject({ triggers: z.array(removalTrigger).default([]), ...cited }),
  relisting: z.strictObject({
    barredFor: bound.optional(),
    /** The bar follows only from removals by these triggers. */
    ifRemovedBy: z.array(id).min(1).optional(),
    newFactsOnly: z.boolean(),
    /** Nor while a review proceeding about the entry that was removed goes on. */
    afterProceedings: z.boolean().default(false),
    ...cited,
  }),
  retention: z.strictObject({
    ...length,
    from: z.enum(['case-closed', 'conduct-ended']),
    afterwards: z.enum(['erase', 'archive']),
    ...cited,
  }),
  clocks: z.record(id, clockRule),
  /** House practice, not law: whom to tell how long before or after an authority's or recipient's clock. */
  escalation: z.array(
    z.strictObject({
      id,
      when: z.enum(['before', 'after']),
      amount: z.int().min(1),
      unit: z.enum(['calendar-days', 'working-days']),
      tells: role,
    }),
  ),
});

export const packSchema = pack;
export type Pack = z.output<typeof pack>;
export type ClockRule = Pack['clocks'][string];
export type Ground = Pack['grounds'][number];
export type Measure = Pack['measures'][number];
export type Recipient = Pack['recipients'][number];
export type Stage = (typeof stages)[number];
export type Role = (typeof roles)[number];
export type CaseFunction = (typeof functions)[number];
export type ClockEvent = (typeof clockEvents)[number];
export type LapseEffect = (typeof lapseEffects)[number];
export type RemovalTrigger = Pack['removal']['triggers'][number];
export type Bound = z.output<typeof bound>;
