import { canonicalJson } from '../evidence/canonical-json.ts';
import { pathName, rulesOf } from './catalogue.ts';
import { longerThan } from './legality.ts';
import type { ClockRule, Pack } from './pack.ts';
import { durationText, eventText, extensionText, lapseText, titleIn } from './phrases.ts';

type Path = readonly (string | number)[];

/** Where two values first differ, in the order of `after`; undefined where they are the same. */
export function firstDifference(before: unknown, after: unknown): Path | undefined {
  if (canonicalJson(before) === canonicalJson(after)) return undefined;
  const [left, right] = [membersOf(before), membersOf(after)];
  if (left === undefined || right === undefined || Array.isArray(before) !== Array.isArray(after)) return [];
  for (const key of new Set([...right.keys(), ...left.keys()])) {
    const within = firstDifference(left.get(key) ?? null, right.get(key) ?? null);
    if (within) return [key, ...within];
  }
  return [];
}

function membersOf(value: unknown): ReadonlyMap<string | number, unknown> | undefined {
  if (Array.isArray(value)) return new Map(value.entries());
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}

/** One change from a pack to another, in words. */
export type Change = {
  readonly kind: 'added' | 'removed' | 'changed';
  /** The part of the pack it belongs to: "clocks", "grounds", ... */
  readonly part: string;
  readonly says: string;
  /** Whom the change makes better off, where that can be told from the rule alone. */
  readonly favours?: 'subject' | 'authority';
};

/** Everything that differs between two packs, part by part, in words; also where only the citation or its evidence does. */
export function changes(before: Pack, after: Pack): Change[] {
  const found = [
    ...listChanges('grounds', 'ground', before.grounds, after.grounds),
    ...listChanges('factors', 'factor', before.factors.weigh, after.factors.weigh),
    ...listChanges(
      'notice',
      'content of the notice',
      before.notice.contents.items,
      after.notice.contents.items,
    ),
    ...listChanges('notice', 'method of service', before.notice.methods, after.notice.methods),
    ...listChanges(
      'review',
      'content of the decision',
      before.review.decisionContents.items,
      after.review.decisionContents.items,
    ),
    ...listChanges('identifiers', 'identifier', before.identifiers, after.identifiers),
    ...listChanges('measures', 'measure', before.measures, after.measures),
    ...listChanges('recipients', 'recipient', before.recipients, after.recipients),
    ...listChanges(
      'petition',
      'precondition of the petition',
      before.petition.preconditions,
      after.petition.preconditions,
    ),
    ...listChanges(
      'petition',
      'material of the petition',
      before.petition.materials,
      after.petition.materials,
    ),
    ...clockChanges(before, after),
    ...otherChanges(before, after),
    ...evidenceChanges(before, after),
  ];
  const parts = [...new Set(found.map(({ part }) => part))];
  return parts.flatMap((part) => found.filter((change) => change.part === part));
}

type Item = { readonly id: string; readonly title: Pack['title'] };

function listChanges(part: string, word: string, before: readonly Item[], after: readonly Item[]): Change[] {
  const name = (item: Item): string => `${word} "${titleIn(item.title, 'en')}" (${item.id})`;
  return [
    ...before
      .filter((item) => !after.some(({ id }) => id === item.id))
      .map((item): Change => ({ kind: 'removed', part, says: `No longer: ${name(item)}.` })),
    ...after.flatMap((item): Change[] => {
      const earlier = before.find(({ id }) => id === item.id);
      if (earlier === undefined) return [{ kind: 'added', part, says: `New: ${name(item)}.` }];
      const differing = leaves(substance(earlier), substance(item));
      return differing.length === 0
        ? []
        : [{ kind: 'changed', part, says: `Changed: ${name(item)}: ${differing.join('; ')}.` }];
    }),
  ];
}

function clockChanges(before: Pack, after: Pack): Change[] {
  const keys = [...new Set([...Object.keys(before.clocks), ...Object.keys(after.clocks)])];
  return keys.flatMap((key): Change[] => {
    const [left, right] = [before.clocks[key], after.clocks[key]];
    const name = `clock "${titleIn((right ?? left)?.title ?? {}, 'en')}" (${key})`;
    if (right === undefined) return [{ kind: 'removed', part: 'clocks', says: `No longer: ${name}.` }];
    if (left === undefined)
      return [{ kind: 'added', part: 'clocks', says: `New: ${name}: ${clockSentence(right)}.` }];
    const [was, is] = [clockSentence(left), clockSentence(right)];
    if (was === is) return [];
    const favours = favoured(left, right);
    return [
      {
        kind: 'changed',
        part: 'clocks',
        says: `${name} was ${was}; now ${is}.`.replace(/^c/, 'C'),
        ...(favours && { favours }),
      },
    ];
  });
}

function clockSentence(rule: ClockRule): string {
  const from = rule.from.map(eventText).join(' or ');
  const extension = rule.extension
    ? `, extendable by ${extensionText(rule.extension.most)} (${rule.extension.times} time(s), by ${rule.extension.by.join(', ')})`
    : '';
  return `${durationText(rule)} from "${from}"${extension}, then ${lapseText(rule)}`;
}

/** A longer time favours the one against whom it runs; an entry that lasts longer favours nobody listed. */
function favoured(before: ClockRule, after: ClockRule): Change['favours'] {
  if (longerThan(before, after) === longerThan(after, before)) return undefined;
  const longer = longerThan(after, before);
  if (before.lapse.effect === 'term-ends' || before.lapse.effect === 'interim-ends')
    return longer ? 'authority' : 'subject';
  if (before.against === 'subject') return longer ? 'subject' : 'authority';
  return before.against === 'authority' ? (longer ? 'authority' : 'subject') : undefined;
}

const described: readonly string[] = [
  'regime',
  'version',
  'effective',
  'supersedes',
  'legalBasis',
  'grounds',
  'measures',
  'recipients',
  'clocks',
];

/** Whatever the parts above do not describe, by its place in the pack. */
function otherChanges(before: Pack, after: Pack): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !described.includes(key),
  );
  const [left, right] = [entriesOf(before), entriesOf(after)];
  return keys.flatMap((key) =>
    leaves(withoutLists(substance(left.get(key))), withoutLists(substance(right.get(key)))).map(
      (says): Change => ({ kind: 'changed', part: key, says: `${says}.` }),
    ),
  );
}

/** Values of both packs that rest on another provision, or are known otherwise, than before. */
function evidenceChanges(before: Pack, after: Pack): Change[] {
  const evidence = (pack: Pack): ReadonlyMap<string, string> =>
    new Map(
      rulesOf(pack).map(({ path, cite, status, practice }) => [
        pathName(pack, path),
        `${cite} (${practice ? 'house practice' : status})`,
      ]),
    );
  const was = evidence(before);
  return [...evidence(after)].flatMap(([name, is]): Change[] => {
    const earlier = was.get(name);
    return earlier === undefined || earlier === is
      ? []
      : [{ kind: 'changed', part: 'evidence', says: `${name} rested on ${earlier}, now on ${is}.` }];
  });
}

function entriesOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value));
}

const quoted: readonly string[] = ['cite', 'status', 'source', 'note', 'practice', 'title'];

/** A value without what only quotes it. */
function substance(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(substance);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !quoted.includes(key))
      .map(([key, each]) => [key, substance(each)]),
  );
}

/** Lists of things with ids are described item by item elsewhere. */
function withoutLists(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, each]) =>
          !(Array.isArray(each) && each.some(hasId) && !['separation', 'reviewProceedings'].includes(key)),
      )
      .map(([key, each]) => [key, withoutLists(each)]),
  );
}

function hasId(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value;
}

/** The smallest parts in which two values differ, each as "place: before, now after". */
function leaves(before: unknown, after: unknown, place = ''): string[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  const [left, right] = [membersOf(before), membersOf(after)];
  if (left && right && !Array.isArray(before) && !Array.isArray(after))
    return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
      leaves(left.get(key), right.get(key), place === '' ? String(key) : `${place}.${key}`),
    );
  return [`${place || 'it'} was ${plain(before)}, now ${plain(after)}`];
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return 'not there';
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : value.map(plain).join(', ');
  if (typeof value === 'object' && Object.keys(value).length === 0) return 'there';
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, each]) => `${key} ${plain(each)}`)
      .join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
