import type { Role } from '../regime/pack.ts';
import type { ActType } from './procedure.ts';
import type { CaseState, Instant } from './state.ts';

/** What a case waits for from a person: who is able to do it, and by when the law wants it. */
export type Task = {
  readonly key: string;
  readonly act: ActType;
  readonly role: Role;
  readonly due: Instant | null;
  readonly ref?: string;
};

/** The tasks of a case as it stands. Together with its armed clocks they are its known next thing. */
export function tasks(state: CaseState): Task[] {
  const due = dueBy(state);
  switch (state.stage) {
    case 'determination':
      return [
        {
          key: 'record-determination',
          act: 'record-determination',
          role: 'caseworker',
          due: due('authority'),
        },
      ];
    case 'notice':
      return noticeTasks(state, due);
    case 'list-review':
      return state.consent?.status === 'requested'
        ? [{ key: 'give-consent', act: 'give-consent', role: 'superior-authority', due: due('authority') }]
        : [
            ...unansweredTasks(state, due),
            { key: 'approve-listing', act: 'approve-listing', role: 'reviewer', due: due('authority') },
          ];
    case 'listed':
      return [
        ...(state.entry?.publishedAt === undefined
          ? [{ key: 'publish', act: 'publish', role: 'publisher', due: due('authority') } as const]
          : []),
        ...state.petitions.flatMap((petition): Task[] => {
          if (petition.status === 'filed')
            return [
              {
                key: `accept-petition#${petition.id}`,
                act: 'accept-petition',
                role: 'caseworker',
                due: due('authority', petition.id),
                ref: petition.id,
              },
            ];
          if (petition.status === 'accepted')
            return [
              {
                key: `decide-petition#${petition.id}`,
                act: 'decide-petition',
                role: 'reviewer',
                due: due('authority', petition.id),
                ref: petition.id,
              },
            ];
          return [];
        }),
      ];
    case 'removal':
      return Object.entries(state.removal?.recipients ?? {}).flatMap(([id, standing]): Task[] =>
        standing.acknowledgedAt === undefined
          ? [
              {
                key: `acknowledge-retraction#${id}`,
                act: 'acknowledge-retraction',
                role: 'recipient',
                due: due('recipient', id),
                ref: id,
              },
            ]
          : [],
      );
    case 'closed':
      return [];
  }
}

type Due = (against: 'authority' | 'recipient', ref?: string) => Instant | null;

function dueBy(state: CaseState): Due {
  return (against, ref) => {
    const ends = Object.values(state.clocks)
      .filter((clock) => clock.against === against && clock.effect === 'escalate' && clock.ref === ref)
      .flatMap((clock) => clock.end ?? []);
    return ends.sort()[0] ?? null;
  };
}

function noticeTasks(state: CaseState, due: Due): Task[] {
  const by = due('authority');
  if (state.notice === undefined)
    return [{ key: 'serve-notice', act: 'serve-notice', role: 'caseworker', due: by }];
  if (state.notice.servedOn === undefined)
    return [{ key: 'prove-service', act: 'prove-service', role: 'caseworker', due: by }];
  const closable = state.waivedAt !== undefined || state.responses.length > 0;
  return [
    ...unansweredTasks(state, due),
    ...(closable ? [{ key: 'close-record', act: 'close-record', role: 'caseworker', due: by } as const] : []),
  ];
}

function unansweredTasks(state: CaseState, due: Due): Task[] {
  return state.responses.flatMap((response, index): Task[] =>
    response.considered
      ? []
      : [
          {
            key: `consider-response#${index}`,
            act: 'consider-response',
            role: 'caseworker',
            due: due('authority'),
            ref: String(index),
          },
        ],
  );
}
