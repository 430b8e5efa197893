import { z } from 'zod';
import { roles } from '../../domain/regime/pack.ts';
import { parseLength } from './length.ts';

/**
 * A scenario: one or more cases as a script that people write, that the API plays, and that checks itself. The published
 * JSON Schema is derived from here (scenario-json-schema.ts); docs/scenarios.md explains it.
 */

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower case letters, digits, dots and hyphens')
  .meta({ description: 'Lower case letters, digits, dots and hyphens.' });
const sentence = z.string().trim().min(1);
const date = z.iso.date('a date is YYYY-MM-DD');
const note = sentence.optional().meta({ description: 'Told to the reader of the timeline.' });

const authority = z.strictObject({
  id,
  title: sentence,
  level: id.meta({ description: 'A level that the regime knows, such as county or agency.' }),
  superior: id
    .optional()
    .meta({ description: 'The id of the next-higher authority, where its consent is asked.' }),
});

const person = z
  .strictObject({
    name: sentence.optional().meta({ description: 'Shown in the timeline instead of the id.' }),
    roles: z.array(z.enum(roles)).min(1).optional(),
    authority: id.optional().meta({ description: 'The authority the person acts for.' }),
    recipient: id.optional().meta({ description: 'The body a recipient acts for.' }),
    is: sentence.optional().meta({
      description:
        'One of `persons`: the same human being, in another role or by another account. What is not said here is as it is there.',
    }),
    account: sentence.optional().meta({
      description:
        'The account that the token names (`sub`), recorded as one of this person. By default the short name.',
    }),
    onBehalfOf: sentence
      .optional()
      .meta({ description: 'One of `persons`, for whom this one stands in as a deputy.' }),
    deputyship: z
      .union([z.literal('none'), z.strictObject({ from: date, until: date })])
      .optional()
      .meta({
        description:
          'From when until when, in real days; `none` where nobody has appointed the deputy. By default in force.',
      }),
  })
  .refine((each) => each.roles !== undefined || each.is !== undefined, {
    path: ['roles'],
    message: 'is missing',
  });

/** The body of a request. What may stand in it differs by operation: see scenario-json-schema.ts. */
const body = z.record(z.string(), z.json());
const parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).meta({
  description:
    'Parameters of the path and of the query. What is left out of the path names the case and its newest petition, objection, ...',
});
const kept = z
  .record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a name of letters and digits'), sentence)
  .meta({
    description:
      'Keeps values for later steps, which say them as ${name}: a place in the answer or in the case, such as answer.id or case.petitions.last.id.',
  });

const rule = z.string().min(1);
const clockExpectation = z.strictObject({
  due: date.nullable().optional(),
  citation: z.string().optional(),
  status: z.string().optional(),
  outcome: z.enum(['armed', 'met', 'stopped', 'lapsed']).optional(),
  against: z.string().optional(),
  effect: z.string().optional(),
  overdue: z.boolean().optional(),
  provisional: z.boolean().optional(),
});
const taskExpectation = z.strictObject({
  role: z.string().optional(),
  due: date.nullable().optional(),
  ref: z.string().nullable().optional(),
});

const expectation = z
  .strictObject({
    refused: z
      .union([rule, z.array(rule).min(1)])
      .optional()
      .meta({ description: 'The rules that must stand in the way of the act.' }),
    problem: id.optional().meta({
      description:
        'The type of the problem that must be answered, such as case-not-found or invalid-request.',
    }),
    stage: z.string().optional(),
    outcome: z.string().nullable().optional(),
    clocks: z
      .record(z.string(), z.union([date, z.literal('absent'), clockExpectation]))
      .optional()
      .meta({ description: 'By key: the day a clock is due, `absent`, or more of it.' }),
    tasks: z
      .record(z.string(), z.union([z.enum(['open', 'absent']), taskExpectation]))
      .optional()
      .meta({ description: 'By act: whether it waits for somebody, or for which role and until when.' }),
    actions: z
      .record(z.string(), z.record(z.string(), z.union([rule, z.array(rule).min(1)])))
      .optional()
      .meta({ description: 'By person and act: `possible`, or the rules that stand in the way.' }),
    register: z
      .union([z.enum(['listed', 'absent']), z.record(z.string(), z.json())])
      .optional()
      .meta({
        description: 'What the public register shows that day: whether the entry, or a part of what it says.',
      }),
    feed: z
      .record(z.string(), z.array(z.union([z.string(), z.record(z.string(), z.json())])))
      .optional()
      .meta({
        description:
          'By recipient: everything that its feed has about this case, in order: the kind of each item, or a part of it.',
      }),
    document: z
      .strictObject({
        id: sentence,
        says: z.array(sentence).min(1).optional(),
        lacks: z.array(sentence).min(1).optional(),
      })
      .optional()
      .meta({ description: 'What a document of the case says, and what it does not.' }),
    events: z.array(z.string()).min(1).optional().meta({
      description:
        'Events that the step must have added to the record, in this order; others may come between.',
    }),
    answer: z
      .json()
      .optional()
      .meta({ description: 'A part that the answer of the operation must have, also a refusal.' }),
    case: z
      .json()
      .optional()
      .meta({ description: 'A part that the case must have, as GET /v1/cases/{caseId} shows it.' }),
  })
  .meta({ id: 'Expectation' });

const ofCase = id
  .optional()
  .meta({ description: 'Which case, by its short name. By default `first`, that of `opening`.' });
const by = sentence.meta({ description: 'One of `persons`.' });
const purpose = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{2,63}$/,
    'a purpose is lower case letters, digits and hyphens, such as list-review',
  )
  .optional()
  .meta({ description: 'Why personal data are read. Without a purpose none are given.' });

const act = z
  .strictObject({
    do: id.meta({ description: 'The id of an operation of the API, such as serve-notice.' }),
    by,
    case: ofCase,
    with: body.optional(),
    at: parameters.optional(),
    purpose,
    keep: kept.optional(),
    expect: expectation.optional(),
    note,
  })
  .meta({ id: 'Act' });

/** The operations that open a case, the usual one first. */
export const openings = ['open-case', 'adopt-entry'] as const;
const opens = z.enum(openings).default('open-case');
const subject = z
  .record(z.string(), z.json())
  .meta({ description: 'Who the case is about, as the opening takes it: name, identifiers, ...' });

const further = z
  .strictObject({
    open: id.meta({ description: 'Opens a further case, and gives it a short name.' }),
    do: opens,
    by,
    regime: id.optional(),
    version: date.optional(),
    subject: subject
      .optional()
      .meta({ description: 'Who the case is about; without it, the subject of the scenario.' }),
    with: body.optional(),
    keep: kept.optional(),
    expect: expectation.optional(),
    note,
  })
  .meta({ id: 'FurtherCase' });

const wait = z.strictObject({
  wait: z
    .string()
    .refine(
      (text) => parseLength(text) !== undefined,
      'say it like "5 working days", "18 months" or "1 year 2 days"',
    )
    .meta({ description: 'A length of time: `5 working days`, `18 months`, `1 year 2 days`.' }),
  case: ofCase,
  keep: kept.optional(),
  expect: expectation.optional(),
  note,
});

const until = z.strictObject({
  until: z
    .string()
    .regex(
      /^(?:\d{4}-\d{2}-\d{2}(?:T\S+(?:Z|[+-]\d{2}:\d{2}))?|\S+ ends|\S+ reaches \S+)$/,
      'say a date, an instant, "<clock> ends" or "<clock> reaches <rung>"',
    )
    .meta({ description: 'A date, an instant, `<clock> ends`, or `<clock> reaches <rung>`.' }),
  case: ofCase,
  keep: kept.optional(),
  expect: expectation.optional(),
  note,
});

const check = z.strictObject({ expect: expectation, case: ofCase, keep: kept.optional(), note });
const remark = z.strictObject({ note: sentence });

/** The kinds of steps, each under the field that tells it from those that follow. */
export const stepKinds = { open: further, do: act, wait, until, expect: check, note: remark } as const;
const step = z.union([further, act, wait, until, check, remark]).meta({ id: 'Step' });

const opening = z.strictObject({
  do: opens,
  by,
  with: body.optional(),
  keep: kept.optional(),
  expect: expectation.optional(),
  note,
});

export const scenarioSchema = z.strictObject({
  title: sentence,
  about: sentence.optional().meta({ description: 'What the scenario shows, in a sentence or two.' }),
  regime: id,
  version: date
    .optional()
    .meta({ description: 'By default the version in force on the day the case opens.' }),
  startsAt: z
    .union([date, z.iso.datetime({ offset: true })])
    .optional()
    .meta({
      description:
        "When the case opens: a day (9:00 in the regime's time zone) or an instant, past or now. By default now.",
    }),
  authorities: z.array(authority).min(1),
  persons: z.record(sentence, person),
  subject: subject.optional(),
  opening,
  steps: z.array(step),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type Person = z.output<typeof person>;
export type Step = z.output<typeof step>;
export type Act = z.output<typeof act>;
export type FurtherCase = z.output<typeof further>;
export type Expectation = z.output<typeof expectation>;
export type ClockExpectation = z.output<typeof clockExpectation>;
export type TaskExpectation = z.output<typeof taskExpectation>;

/** The short name of the case that `opening` opens. */
export const FIRST = 'first';
