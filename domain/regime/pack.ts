import { z } from 'zod';

/**
 * A regime pack: one dated, immutable version of a body of law, as data that lawyers can review.
 *
 * This is the only schema; the published JSON Schema and the loader are derived from it. Every legal value carries
 * its citation and its evidence status, so that nothing is presented as law that nobody has read.
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower case letters, digits, dots and hyphens');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is YYYY-MM-DD');
const title = z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1));

/** verified-text: the provision itself was read. secondary: reported by others. unverified: not checked, never law. */
export const evidenceStatuses = ['verified-text', 'secondary', 'unverified'] as const;
const cited = {
  cite: z.string().min(3),
  status: z.enum(evidenceStatuses),
  source: z.string().optional(),
  note: z.string().optional(),
  /** The deployment's own rule where the law sets none, so that it is not taken for law that nobody has read. */
  practice: z.literal(true).optional(),
};

/** What a value cites that is the deployment's own rule. Whatever cites anything else claims a law. */
export const HOUSE_PRACTICE = 'house practice';

/** What may be disclosed of an entry. The regime's identifiers come to these; there is nothing else. */
export const entryFields = [
  'name',
  'address',
  'country',
  'ground',
  'tier',
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

const period = {
  amount: z.int().min(0),
  unit: z.enum(periodUnits),
  start: z.enum(['exclusive', 'inclusive']).default('exclusive'),
  roll: z.enum(['none', 'next-working-day']).default('none'),
  ends: z
    .union([
      z.literal('end-of-day'),
      z.strictObject({ closeOfBusiness: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
    ])
    .default('end-of-day'),
};
const bound = z.strictObject({ amount: period.amount, unit: period.unit });

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
  'proceedings-began',
  'petition-filed',
  'petition-incomplete',
  'petition-completed',
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
  'measure-ended',
  'repair-revoked',
  'basis-fell',
  'basis-review-began',
  'basis-review-ended',
  'entry-review-held',
  'removal-began',
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
  'stay-ends',
  'interim-ends',
  'standstill-ends',
  'entry-takes-effect',
] as const;
const effect = z.enum(lapseEffects);

const clockRule = z.strictObject({
  ...period,
  title,
  from: z
    .union([clockEvent, z.array(clockEvent).min(1)])
    .transform((one) => (typeof one === 'string' ? [one] : one)),
  /** The day it counts from: that of the event that arms it, or that of the instrument or the conduct before it. */
  startOn: z.enum(['event', 'instrument', 'conduct']).default('event'),
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
      interim: z.boolean().optional(),
      /** Lanes of an objection. */
      lanes: z.array(z.enum(['identity', 'content', 'term'])).optional(),
    })
    .optional(),
  /** The decision states the length; `amount` and `unit` are then the most it may be. */
  chosen: z.strictObject({ least: bound.optional(), indefinite: z.boolean().default(false) }).optional(),
  extension: z
    .strictObject({ most: bound, times: z.int().min(1), by: z.array(role).min(1), ...cited })
    .optional(),
  tolling: z.array(z.strictObject({ cause: id, most: bound.optional(), ...cited })).default([]),
  ...cited,
});

const notBefore = z.strictObject({
  ...period,
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
  tier: z.enum(['mandatory', 'discretionary']).optional(),
  instruments: z
    .array(z.strictObject({ kind: id, finality: z.enum(['effective', 'final', 'not-required']), succeeds }))
    .min(1),
  exclusions: z.array(z.strictObject({ id, title, ...cited })).default([]),
  /** Facts that must be stated in the determination, by name. */
  requires: z.array(z.strictObject({ id, title, ...cited })).default([]),
  limitation: z.strictObject({ ...period, from: z.enum(['conduct', 'instrument']), ...cited }).optional(),
  measures: z.array(id).min(1),
  term: id.optional(),
  repairable: z.strictObject({ allowed: z.boolean(), ...cited }).optional(),
  /** The earliest petition, where the ground has one of its own. */
  notBefore: notBefore.optional(),
  ...cited,
});

const deemedService = z.strictObject({
  basis: z.enum(['delivery', 'access', 'dispatch', 'fixed-period', 'earlier-of-access-or-period']),
  amount: z.int().min(0).optional(),
  unit: z.enum(['calendar-days', 'working-days']).optional(),
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
  ...cited,
});

const separation = z.strictObject({ act: id, notBy: z.array(id).min(1), ...cited });

const pack = z.strictObject({
  regime: id,
  version: date,
  title,
  jurisdiction: z.string().min(2),
  issuer: z.string().min(3),
  rank: z.enum([
    'law',
    'administrative-regulation',
    'central-policy',
    'departmental-rule',
    'judicial-interpretation',
    'local-regulation',
    'regulation',
    'institutional-rules',
  ]),
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
  timezone: z.string().min(1),
  calendar: z.string().min(1),
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),

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
          /** hand: done by a person. email and post are performed by the deployment, announcement by publication. */
          channel: z.enum(['hand', 'email', 'post', 'announcement']).default('hand'),
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
        agentsAtMost: z.int().min(0).optional(),
        triggers: z.array(z.string()).min(1),
        ...cited,
      })
      .optional(),
    generalDenialSuffices: z.strictObject({ value: z.boolean(), ...cited }).optional(),
  }),
  review: z.strictObject({
    separation: z.array(separation).min(1),
    consent: z.strictObject({ levels: z.array(id).min(1), by: role, ...cited }).optional(),
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
    standstill: z.strictObject({ clock: id, automaticStay: z.boolean(), ...cited }).optional(),
    /** Documents that the law wants served together with the decision. */
    together: z.strictObject({ documents: z.array(id).min(1), ...cited }).optional(),
  }),
  measures: z.array(measure).min(1),
  interim: z
    .strictObject({
      measure: id,
      automaticOn: z.enum(['notice-sent', 'decision']),
      term: id,
      creditTowardsTerm: z.boolean(),
      /** The same measure by a decision of its own, before or without a notice; its clock runs instead of `term`. */
      byDecision: z.strictObject({ term: id, ...cited }).optional(),
      ...cited,
    })
    .optional(),
  entry: z.strictObject({
    /** The clock whose end is the end of the entry. Grounds may name another. */
    term: id,
    endIsMinimum: z.boolean().default(false),
    reviewEvery: id.optional(),
    /** The entry lasts as long as its longest measure, where that is longer than the entry's own term. */
    longestOf: z.boolean().default(false),
    /** How many identifiers bind an entry to its subject. A name is none. */
    identifiersAtLeast: z.int().min(2).default(2),
  }),
  publication: z.strictObject({
    public: z.boolean(),
    fields: z.strictObject({ organisation: z.array(z.string()), person: z.array(z.string()) }),
    delay: id.optional(),
    ...cited,
  }),
  recipients: z.array(recipient),
  petition: z.strictObject({
    allowed: z.boolean(),
    by: z.array(z.enum(['subject', 'agent'])).min(1),
    notBefore: notBefore.optional(),
    preconditions: z.array(z.strictObject({ id, title, ...cited })).default([]),
    materials: z.array(z.strictObject({ id, title, ...cited })).default([]),
    fee: z.strictObject({ amount: z.literal(0), ...cited }),
    verification: z.strictObject({ differentPerson: z.boolean(), ...cited }),
    /** A court or the regime may lift an entry for a time; it comes back when the condition fails. */
    temporaryLift: z.strictObject({ ...cited }).optional(),
    fraud: z
      .strictObject({
        restartsTerm: z.boolean(),
        noEarlyEnd: z.boolean(),
        publishedFor: bound.optional(),
        ...cited,
      })
      .optional(),
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
      timeLimit: bound.optional(),
      ...cited,
    }),
  ),
  basisFalls: z.strictObject({ explainPublicly: z.boolean(), ...cited }),
  removal: z.strictObject({ ...cited }),
  relisting: z.strictObject({ barredFor: bound.optional(), newFactsOnly: z.boolean(), ...cited }),
  retention: z.strictObject({
    ...period,
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
export type ClockEvent = (typeof clockEvents)[number];
export type LapseEffect = (typeof lapseEffects)[number];
export type EvidenceStatus = (typeof evidenceStatuses)[number];
export type Bound = z.output<typeof bound>;
/** What every legal value carries. */
export type Cited = { readonly cite: string; readonly status: EvidenceStatus };
