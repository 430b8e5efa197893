import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WEEKEND } from '../domain/calendar/calendar.ts';
import { addDays } from '../domain/calendar/local-time.ts';
import {
  compileCatalogue,
  packId,
  pathName,
  rulesOf,
  type Catalogue,
  type PublishedPack,
} from '../domain/regime/catalogue.ts';
import { inconsistencies } from '../domain/regime/consistency.ts';
import type { Jurisdiction } from '../domain/regime/jurisdiction.ts';
import { loadJurisdictions } from './load-jurisdictions.ts';
import type { Ground, Pack } from '../domain/regime/pack.ts';
import { readPackFile, type PackFile, type PackProblem, type ReadPack } from './pack-file.ts';
import { contentHash, readSeal } from './publication.ts';

export type LoadedPacks =
  | {
      readonly kind: 'loaded';
      readonly catalogue: Catalogue;
      /** Packs under which no real case may come here, because values in them are unverified. */
      readonly withheld: readonly PackProblem[];
    }
  | { readonly kind: 'broken'; readonly problems: readonly PackProblem[] };

export type LoadOptions = {
  /** Ids of the calendars there are; by default those published in this folder. */
  readonly calendars?: readonly string[];
  /** Whether real cases may come under packs with values that nobody has read in the law. */
  readonly unverified?: 'allowed' | 'refused';
  /** Public keys whose seals are trusted; by default those in `signing-keys/`. */
  readonly keys?: readonly KeyObject[];
};

/**
 * Loads every pack in `folder` (`<regime>/<version>/pack.yaml`), strictly: against the schema, against itself, against
 * its other versions, and against its seal if it is published. Reads files; call it once.
 */
export function loadPacks(folder: string = publishedFolder(), options: LoadOptions = {}): LoadedPacks {
  const calendars = options.calendars ?? publishedCalendars();
  const keys = options.keys ?? trustedKeys();
  const jurisdictions = loadJurisdictions(join(publishedFolder(), 'jurisdictions'));
  const problems: PackProblem[] = [];
  const files: PackFile[] = [];
  for (const file of packFiles(folder)) {
    const result = readPackFile(file);
    if (result.kind === 'broken') problems.push(...result.problems);
    else {
      files.push(result.read);
      problems.push(...ownProblems(result.read, calendars, jurisdictions));
    }
  }
  problems.push(...versionProblems(files));
  const withheld = (options.unverified === 'refused' ? files.flatMap(unverifiedIn) : []).map(fromHere);
  const packs = files.flatMap((read): PublishedPack[] => {
    const state = readSeal(read, keys);
    if (state.kind === 'broken') {
      problems.push(state.problem);
      return [];
    }
    const { pack } = read;
    const { file } = fromHere(read);
    const barred = withheld.find((each) => each.file === file);
    return [
      {
        id: packId(pack.regime, pack.version),
        pack,
        hash: contentHash(read.written),
        published: state.kind === 'sealed' ? { on: state.seal.on, key: state.seal.key } : null,
        withheld: barred ? `${barred.file}:${barred.line} ${barred.message}` : null,
        file,
      },
    ];
  });
  return problems.length > 0
    ? { kind: 'broken', problems: problems.map(fromHere) }
    : { kind: 'loaded', catalogue: compileCatalogue(packs), withheld };
}

/** Reads a pack that is not in the catalogue, and checks it against the schema and against itself. */
export function readDraft(file: string): ReadPack {
  const result = readPackFile(file);
  if (result.kind === 'broken') return result;
  const problems = inconsistentIn(result.read, publishedCalendars(), loadJurisdictions(join(publishedFolder(), 'jurisdictions')));
  return problems.length > 0 ? { kind: 'broken', problems } : result;
}

/** The packs' folder: next to this file or, when compiled, in the source tree beside the output. */
export function publishedFolder(): string {
  const beside = fileURLToPath(new URL('.', import.meta.url));
  return existsSync(join(beside, 'calendars'))
    ? beside
    : fileURLToPath(new URL('../../regimes/', import.meta.url));
}

function packFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => basename(name) === 'pack.yaml')
    .sort()
    .map((name) => join(folder, name));
}

/** The ids of the calendars there are. */
export function publishedCalendars(): string[] {
  return [
    ...readdirSync(join(publishedFolder(), 'calendars')).filter((name) => !name.includes('.')),
    WEEKEND,
  ];
}

/** The public keys whose seals are trusted: whoever can add one here can also change a pack. */
export function trustedKeys(folder: string = join(publishedFolder(), 'signing-keys')): KeyObject[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pem'))
    .map((name) => createPublicKey(readFileSync(join(folder, name))));
}

function fromHere<T extends { readonly file: string }>(problem: T): T {
  return { ...problem, file: relative(process.cwd(), problem.file) };
}

/** What is wrong with one pack, taken by itself. */
function ownProblems(
  read: PackFile,
  calendars: readonly string[],
  jurisdictions: readonly Jurisdiction[],
): PackProblem[] {
  const { file, pack, lineOf } = read;
  const problems = inconsistentIn(read, calendars, jurisdictions);
  const folder = `${basename(dirname(dirname(file)))}/${basename(dirname(file))}`;
  if (folder !== `${pack.regime}/${pack.version}`)
    problems.push({
      file,
      line: lineOf(['regime']),
      rule: 'folder',
      message: `${pack.regime} ${pack.version} must stand in ${pack.regime}/${pack.version}/, not in ${folder}/`,
    });
  return problems;
}

function inconsistentIn(
  { file, pack, lineOf }: PackFile,
  calendars: readonly string[],
  jurisdictions: readonly Jurisdiction[],
): PackProblem[] {
  return inconsistencies(pack, calendars, jurisdictions).map(({ path, rule, message }) => ({
    file,
    line: lineOf(path),
    rule,
    message: `${pathName(pack, path)}: ${message}`,
  }));
}

/** Versions of a regime follow each other: each names the one before, and no day has two. */
function versionProblems(files: readonly PackFile[]): PackProblem[] {
  const ordered = [...files].sort((left, right) => (left.pack.version < right.pack.version ? -1 : 1));
  return ordered.flatMap(({ file, pack, lineOf }): PackProblem[] => {
    const at = (path: readonly (string | number)[], rule: string, message: string): PackProblem => ({
      file,
      line: lineOf(path),
      rule,
      message,
    });
    const earlier = ordered.filter(
      (each) => each.pack.regime === pack.regime && each.pack.version < pack.version,
    );
    const before = earlier.at(-1)?.pack;
    const problems: PackProblem[] = [];
    if (pack.supersedes !== (before?.version ?? null))
      problems.push(
        at(
          ['supersedes'],
          'supersedes',
          before
            ? `the version before is ${before.version}, and "supersedes" must name it`
            : `there is no version before this one: "supersedes" must be null`,
        ),
      );
    if (before && before.effective.until !== addDays(pack.effective.from, -1))
      problems.push(
        at(
          ['effective', 'from'],
          'effective',
          `in force from ${pack.effective.from}, so ${before.version} must be in force until the day before, not until ${before.effective.until ?? 'further notice'}`,
        ),
      );
    return [...problems, ...unsucceeded(pack, before, at)];
  });
}

/** What a ground or a kind of instrument says that it was called before, was so called in the version before. */
function unsucceeded(
  pack: Pack,
  before: Pack | undefined,
  at: (path: readonly (string | number)[], rule: string, message: string) => PackProblem,
): PackProblem[] {
  const kindsOf = (grounds: Pack['grounds']): string[] =>
    grounds.flatMap(({ instruments }) => instruments.map(({ kind }) => kind));
  const missing = (names: readonly string[] | undefined, known: readonly string[]): string[] =>
    (names ?? []).filter((name) => !known.includes(name));
  const succeeding = pack.grounds.flatMap(({ succeeds: names = [] }) => names);
  const isNew = ({ id, since, succeeds: names }: Ground): boolean =>
    before !== undefined && since === undefined && names === undefined && !before.grounds.some((each) => each.id === id);
  return pack.grounds.flatMap((ground, index) => {
    const { id, succeeds, instruments } = ground;
    return [
    ...(isNew(ground)
      ? [
          at(
            ['grounds', index],
            'grounds.since',
            `"${id}" is new in this version: say "since" when it has been a ground, or what it "succeeds"`,
          ),
        ]
      : []),
    ...(succeeds ?? [])
      .filter((name) => succeeding.filter((each) => each === name).length > 1)
      .map((name) => at(['grounds', index, 'succeeds'], 'succeeds', `two grounds succeed "${name}": which of them a case rests on then, nobody could say`)),
    ...missing(succeeds, before?.grounds.map(({ id }) => id) ?? []).map((name) =>
      at(['grounds', index, 'succeeds'], 'succeeds', `the version before has no ground "${name}"`),
    ),
    ...instruments.flatMap((each, instrument) =>
      missing(each.succeeds, before ? kindsOf(before.grounds) : []).map((name) =>
        at(
          ['grounds', index, 'instruments', instrument, 'succeeds'],
          'succeeds',
          `the version before has no instrument "${name}"`,
        ),
      ),
    ),
    ];
  });
}

/** The first values of a pack that nobody has read in the law; none if it has no such value. */
function unverifiedIn({ file, pack, lineOf }: PackFile): PackProblem[] {
  // What is written once and referred to from several places is one value to read.
  const seen = new Set<number>();
  const open = rulesOf(pack).filter((rule) => {
    if (rule.status !== 'unverified' || rule.practice || seen.has(lineOf(rule.path))) return false;
    seen.add(lineOf(rule.path));
    return true;
  });
  const [first] = open;
  if (first === undefined) return [];
  const some = open
    .slice(0, 3)
    .map((rule) => `${pathName(pack, rule.path)} (line ${lineOf(rule.path)}, ${rule.cite})`);
  const rest = open.length > some.length ? ` and ${open.length - some.length} more` : '';
  return [
    {
      file,
      line: lineOf(first.path),
      rule: 'unverified',
      message: `nobody has read in the law: ${some.join(', ')}${rest}`,
    },
  ];
}
