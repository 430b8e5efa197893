import {
  acceptPetition,
  acknowledge,
  approve,
  basisFalls,
  consent,
  determine,
  grantPetition,
  openCase,
  petition,
  proveService,
  publish,
  recipients,
  serveNotice,
  verifyPetition,
} from '../db/market-case.ts';
import type { Carried } from './carried.ts';
import type { Ask } from '../db/record.ts';

type Deed = (carried: Carried, caseId: string) => Promise<void>;

/** One step of a life: an act of a person, time that passes, or what the engine has to have done by then. */
export type Step = { readonly name: string; readonly kind: 'act' | 'time' | 'engine'; readonly take: Deed };

/** How acts reach the case: as the API does it, or with the wake-up lost on the way. */
export type Acting = (carried: Carried) => Carried['act'];
const heard: Acting = ({ act }) => act;

const acts = (name: string, acting: Acting, ...asks: readonly Ask[]): Step => ({
  name,
  kind: 'act',
  take: (carried, caseId) => acting(carried)(caseId, ...asks),
});
const passing = (days: number, name: string): Step => ({
  name,
  kind: 'time',
  take: ({ pass }, caseId) => pass(caseId, days),
});

const delivered: Step = {
  name: 'delivered',
  kind: 'engine',
  take: async ({ until }, caseId) => {
    await until(
      caseId,
      ({ entry }) => entry?.delivered.length === recipients.length,
      'delivered to all recipients',
    );
  },
};
const retracted: Step = {
  name: 'retracted',
  kind: 'engine',
  take: async ({ until }, caseId) => {
    await until(
      caseId,
      ({ stage, duties }) => stage === 'removal' && Object.keys(duties).length === 0,
      'retracted from all recipients',
    );
  },
};

export type Way = 'term-ended' | 'repaired' | 'basis-fell' | 'dismissed';
export const ways: readonly Way[] = ['term-ended', 'repaired', 'basis-fell', 'dismissed'];

// A fixed day, so that two cases that live alike have alike records on whichever day the test runs.
const STARTS_AT = '2026-03-03T02:00:00.000Z';

/** The steps of a case that ends one way, from its opening to its closing. */
export function life(way: Way, acting: Acting = heard): readonly Step[] {
  const opened = [
    acts('opened', acting, openCase({ startsAt: STARTS_AT })),
    acts('determined', acting, determine),
    acts('notice sent', acting, serveNotice),
  ];
  if (way === 'dismissed') return [...opened, passing(95, 'unserved past the time to decide')];
  const listed: readonly Step[] = [
    ...opened,
    {
      name: 'served',
      kind: 'act',
      take: async (carried, caseId) => acting(carried)(caseId, proveService(await carried.today(caseId))),
    },
    passing(16, 'response window over'),
    acts('approved', acting, approve),
    acts('listed', acting, consent),
    acts('published', acting, publish),
    delivered,
  ];
  const removed: readonly Step[] = [
    retracted,
    ...recipients.map((recipient) => acts(`acknowledged by ${recipient}`, acting, acknowledge(recipient))),
  ];
  switch (way) {
    case 'term-ended':
      return [...listed, passing(3 * 365 + 10, 'term over'), ...removed];
    case 'repaired':
      return [
        ...listed,
        passing(370, 'a year on the list'),
        acts('petition filed', acting, petition),
        acts('petition accepted', acting, acceptPetition),
        acts('petition verified', acting, verifyPetition),
        acts('petition granted', acting, grantPetition),
        ...removed,
      ];
    case 'basis-fell':
      return [
        ...listed,
        {
          name: 'basis fallen',
          kind: 'act',
          take: async (carried, caseId) => acting(carried)(caseId, basisFalls(await carried.today(caseId))),
        },
        ...removed,
      ];
  }
}

/** The steps of a life up to and with the one that is named, and those after it. */
export function parted(
  steps: readonly Step[],
  last: string,
): { readonly before: readonly Step[]; readonly after: readonly Step[] } {
  const at = steps.findIndex(({ name }) => name === last) + 1;
  if (at === 0) throw new Error(`there is no step "${last}"`);
  return { before: steps.slice(0, at), after: steps.slice(at) };
}

export async function live(carried: Carried, caseId: string, steps: readonly Step[]): Promise<void> {
  for (const { take } of steps) await take(carried, caseId);
}
