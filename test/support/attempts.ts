import fc from 'fast-check';
import type { Command } from '../../domain/case/commands.ts';
import type { Pack, Role } from '../../domain/regime/pack.ts';
import { asks } from './asks.ts';
import { cheats, renamed, subjectOf, type Backstage } from './cheats.ts';
import { catalogue, person, text } from './law.ts';
import { plusDays } from './lawful.ts';

const neighbour = {
  id: 'a2',
  level: 'county',
  superior: 'a0',
  regimes: catalogue.all.map(({ pack }) => pack.regime),
};

export const roles: readonly Role[] = [
  'caseworker',
  'reviewer',
  'supervisor',
  'publisher',
  'superior-authority',
];
const reasons = text('reasons');
const digest = 'd'.repeat(64);
export const accounts = cheats.flatMap((human) => [human, `${human}-2`, `${human}-3`]);
const account = fc.constantFrom(...accounts);
const authority = fc.constantFrom('a1', 'a1', 'a1', 'a0', 'a2');

/** Acts that the general generator leaves out. */
const rare: fc.Arbitrary<Command> = fc.constantFrom<Command>(
  { type: 'request-hearing', trigger: 'other-heavier-penalty' },
  {
    type: 'notice-hearing',
    on: '2030-01-01',
    chair: 'ann',
    public: true,
    closedFor: null,
    document: reasons,
  },
  { type: 'hold-hearing', attended: true, agents: [], absence: null, record: reasons },
  { type: 'request-recusal', person: 'ann', reasons },
  { type: 'decide-recusal', person: 'ann', granted: true, reasons },
  { type: 'decide-recusal', person: 'ann', granted: false, reasons },
  { type: 'hold-entry-review', outcome: 'ends', reasons },
  { type: 'hold-interim-review', outcome: 'stands', reasons },
  { type: 'release-entry', reasons },
  { type: 'suspend-measure', measure: 'no-honours', reasons },
  { type: 'reinstate-measure', measure: 'no-honours', reasons },
  { type: 'lift-temporarily', order: digest, until: null },
  { type: 'verify-temporary-lift', findings: reasons },
  { type: 'end-temporary-lift', outcome: 'executed' },
  { type: 'complete-petition', petition: 'p1', materials: [], met: [] },
  { type: 'record-proceeding', forum: 'litigation', document: digest, beganOn: null, petition: 'p1' },
  {
    type: 'end-proceeding',
    proceeding: 'r1',
    outcome: 'remitted',
    term: null,
    measures: null,
    document: digest,
  },
  { type: 'transfer-case', to: neighbour, reasons },
  { type: 'accept-transfer' },
  { type: 'decline-transfer', reasons },
  { type: 'join-case', into: 'c2', reasons },
);

/** Two acts that belong to two persons: here one human asks for both, and then another one for the second. */
const couples: readonly (readonly [Command, string, Command, string])[] = [
  [
    { type: 'request-hearing', trigger: 'other-heavier-penalty' },
    'a1',
    {
      type: 'notice-hearing',
      on: '2030-01-01',
      chair: 'ann',
      public: true,
      closedFor: null,
      document: reasons,
    },
    'a1',
  ],
  [{ type: 'transfer-case', to: neighbour, reasons }, 'a1', { type: 'accept-transfer' }, 'a2'],
  [
    { type: 'request-recusal', person: 'dee', reasons },
    'a1',
    { type: 'decide-recusal', person: 'dee', granted: false, reasons },
    'a1',
  ],
  [
    { type: 'request-recusal', person: 'bob', reasons },
    'a1',
    { type: 'decide-recusal', person: 'bob', granted: true, reasons },
    'a1',
  ],
  [
    { type: 'file-objection', lane: 'identity', statement: reasons },
    'a1',
    { type: 'decide-objection', objection: 'o1', outcome: 'refused', correction: null, reasons },
    'a1',
  ],
  [
    { type: 'record-proceeding', forum: 'litigation', document: digest, beganOn: null, petition: null },
    'a1',
    {
      type: 'end-proceeding',
      proceeding: 'r1',
      outcome: 'remitted',
      term: null,
      measures: null,
      document: digest,
    },
    'a1',
  ],
  [
    { type: 'lift-temporarily', order: digest, until: null },
    'a1',
    { type: 'end-temporary-lift', outcome: 'failed' },
    'a1',
  ],
  [
    { type: 'verify-temporary-lift', findings: reasons },
    'a1',
    { type: 'end-temporary-lift', outcome: 'executed' },
    'a1',
  ],
  [
    { type: 'decide-petition', petition: 'p1', outcome: 'granted', reasons },
    'a1',
    { type: 'revoke-repair', petition: 'p1', document: reasons },
    'a1',
  ],
  [
    { type: 'pass-legal-review', opinion: reasons },
    'a1',
    { type: 'amend-determination', reasons, measures: ['no-honours'], term: null },
    'a1',
  ],
];

/** A decision is sent back, and whoever comes first decides anew. */
function anew(pack: Pack): typeof couples {
  const approval: Command = {
    type: 'approve-listing',
    measures: pack.grounds[0]?.measures.slice(0, 1) ?? [],
    term: null,
    reasons,
    contents: pack.review.decisionContents.items.map(({ id }) => id),
    members: ['sun', 'ma'],
    lighter: { considered: pack.measures.map(({ id }) => id), reasons },
  };
  const remitted: Command = {
    type: 'end-proceeding',
    proceeding: 'r1',
    outcome: 'remitted',
    term: null,
    measures: null,
    document: digest,
  };
  return [
    [remitted, 'a1', approval, 'a1'],
    [{ type: 'consider-response', response: 0, answers: [reasons] }, 'a1', approval, 'a1'],
  ];
}

export type Attempt = (stage: Backstage, now: string) => string;

/** One thing that the four try: an act, an account moved or renamed, a role changed, a deputy appointed, or waiting. */
export function attempts(pack: Pack): fc.Arbitrary<Attempt> {
  const token = fc.record({
    account,
    behalf: fc.option(account, { nil: undefined, freq: 3 }),
    roles: fc.subarray([...roles], { minLength: 2 }),
    authority,
  });
  const acting = fc
    .tuple(
      token,
      fc.oneof(
        { weight: 3, arbitrary: asks(pack).map(([, command]) => command) },
        { weight: 2, arbitrary: rare },
      ),
      fc.infiniteStream(account),
      fc.boolean(),
    )
    .map(([{ account: own, behalf, ...rest }, drawn, names, bySubject]): Attempt => (stage, now) => {
      const named = renamed(drawn, () => names.next().value);
      const command = 'actOn' in named ? { ...named, actOn: now } : named;
      const subjects = [
        'file-petition',
        'file-objection',
        'request-hearing',
        'request-recusal',
        'record-proceeding',
      ];
      if (bySubject && subjects.includes(command.type))
        stage.ask(now, subjectOf(stage), resolved(stage, command));
      else
        stage.act(
          now,
          { account: own, ...(behalf !== undefined && { onBehalfOf: behalf }), ...rest },
          command,
        );
      return now;
    });
  const coupled = fc
    .tuple(fc.constantFrom(...couples, ...anew(pack)), account, fc.nat(2), account)
    .map(([[one, here, other, there], own, index, another]): Attempt => (stage, now) => {
      const second =
        accounts.filter((each) => stage.owners.get(each) === stage.owners.get(own))[index] ?? own;
      stage.act(now, { account: own, roles, authority: here }, one);
      stage.act(now, { account: second, roles, authority: there }, other);
      stage.act(now, { account: another, roles, authority: there }, other);
      return now;
    });
  const standingIn = fc
    .tuple(
      account,
      account,
      fc.oneof(
        asks(pack).map(([, command]) => command),
        rare,
      ),
    )
    .map(([principal, deputy, drawn]): Attempt => (stage, now) => {
      const day = now.slice(0, 10);
      const supervisor = person('sun', ['supervisor'], { authority: 'a1' });
      if (supervisor.kind === 'person')
        stage.registry.appoint(supervisor, { principal, deputy, authority: 'a1' }, { from: day, until: day });
      const named = renamed(drawn, () => principal);
      const command = 'actOn' in named ? { ...named, actOn: now } : named;
      stage.act(now, { account: deputy, onBehalfOf: principal, roles, authority: 'a1' }, command);
      return now;
    });
  const moving = fc
    .tuple(account, fc.constantFrom(...cheats, 'ghost', 'ann-2', 'sun'))
    .map(([moved, to]): Attempt => (stage, now) => {
      // An account that nobody has used is whose the administrator says it is; one in use stays in the same hands.
      if (stage.registry.assign(moved, to)) stage.owners.set(moved, stage.owners.get(to) ?? to);
      return now;
    });
  const changing = fc
    .tuple(fc.constantFrom(...cheats), authority, fc.subarray([...roles]))
    .map(([who, at, held]): Attempt => (stage, now) => {
      stage.registry.register(who, at, held);
      return now;
    });
  const appointing = fc
    .tuple(token, account, account, fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 60 }))
    .map(([{ account: own, behalf, ...rest }, principal, deputy, from, days]): Attempt => (stage, now) => {
      const asking = stage.registry.act(
        { account: own, ...(behalf !== undefined && { onBehalfOf: behalf }), ...rest },
        now.slice(0, 10),
      );
      if (asking)
        stage.registry.appoint(
          asking,
          { principal, deputy, authority: rest.authority },
          { from: plusDays(now, from).slice(0, 10), until: plusDays(now, from + days).slice(0, 10) },
        );
      return now;
    });
  const waiting = fc.constantFrom(1, 5, 20, 100).map((days): Attempt => (stage, now) => {
    const later = plusDays(now, days);
    stage.until(later);
    const duties = Object.keys(stage.now.duties).map((id) => ({ id, proof: 'feed' }));
    if (duties.length > 0) stage.ask(later, { kind: 'engine' }, { type: 'perform-duties', duties });
    return later;
  });
  return fc.oneof(
    { weight: 12, arbitrary: acting },
    { weight: 3, arbitrary: coupled },
    { weight: 3, arbitrary: standingIn },
    { weight: 1, arbitrary: moving },
    { weight: 1, arbitrary: changing },
    { weight: 3, arbitrary: appointing },
    { weight: 2, arbitrary: waiting },
  );
}

const resolved = (stage: Backstage, command: Command): Command =>
  renamed(command, (name) => stage.registry.personOf(name));
