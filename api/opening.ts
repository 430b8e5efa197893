import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Answer, Asked } from '../db/commands/rule.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import type { Authority, Subject } from '../domain/case/state.ts';
import { inForceOn } from '../domain/regime/catalogue.ts';
import type { Pack } from '../domain/regime/pack.ts';
import { caseIdOf, commandIdOf, ruleFor, type SealText } from './act.ts';
import type { PersonEnv } from './deps.ts';
import { id, instant, slug } from './fields.ts';
import { Problem } from './problems.ts';
import { registeredAuthority } from './registered-authority.ts';
import { subjectSchema } from './subject-schema.ts';

/** What every opening says: under which law, by which authority, about whom. */
export const openingFields = {
  regime: slug,
  version: z.iso.date().optional().meta({ description: 'By default the version in force today.' }),
  authority: id.optional().meta({ description: "By default the asking person's authority." }),
  subject: subjectSchema,
  ground: slug,
  sandbox: z
    .boolean()
    .optional()
    .meta({ description: 'Runs the case in virtual time, where that is allowed.' }),
  startsAt: instant
    .optional()
    .meta({ description: 'When a sandbox case begins; not later than any real time.' }),
};
const opening = z.object(openingFields);
type Opening = z.output<typeof opening>;

type Opened = {
  readonly authority: Authority;
  readonly subject: Subject;
  readonly pack: Pack;
};

/** Opens a case: the law in force is looked up, the subject's data go under the case's own key. */
export async function openFor(
  c: Context<PersonEnv>,
  body: Opening,
  command: (opened: Opened, text: SealText) => ReturnType<Asked['command']>,
) {
  const answer = await opened(c, body, command);
  return c.json(answer, 201, { Location: `/v1/cases/${answer.caseId}` });
}

async function opened(
  c: Context<PersonEnv>,
  body: Opening,
  command: (opened: Opened, text: SealText) => ReturnType<Asked['command']>,
): Promise<Answer> {
  const { deps } = c.var;
  const sandbox = body.sandbox ?? false;
  if ((sandbox || body.startsAt !== undefined) && !deps.bench.sandbox)
    throw new Problem('sandbox-not-allowed');
  if (body.startsAt !== undefined && !sandbox)
    throw new Problem('invalid-request', {
      errors: [
        { in: 'body', at: '/startsAt', detail: 'Only a sandbox case begins at another time than now.' },
      ],
    });
  const pack = packFor(c, body);
  const authority = await authorityFor(c, body.authority);
  const caseId = caseIdOf(commandIdOf(c));
  const { subject } = body;
  const ref = subject.ref ?? `s${caseId.slice(1)}`;
  const about: Subject = {
    ref,
    kind: subject.kind,
    identifiers: subject.identifiers.map(({ scheme }) => scheme),
    minor: subject.minor,
  };
  return ruleFor(c, {
    caseId,
    body,
    command: (text) => command({ authority, subject: about, pack }, text),
    opening: {
      regime: pack.regime,
      version: pack.version,
      subject: { ...subject, ref },
      sandbox,
      ...(body.startsAt !== undefined && { startsAt: body.startsAt }),
    },
  });
}

function packFor(c: Context<PersonEnv>, { regime, version, startsAt }: Opening): Pack {
  const { catalogue } = c.var.deps;
  const at = startsAt ?? new Date().toISOString();
  const pack =
    version === undefined
      ? catalogue.all.find(
          (each) => each.pack.regime === regime && inForceOn(each.pack, localDate(at, each.pack.timezone)),
        )?.pack
      : catalogue.pack(regime, version);
  if (pack !== undefined) return pack;
  const known = catalogue.all.filter((each) => each.pack.regime === regime).map((each) => each.id);
  throw new Problem('unknown-regime', {
    detail:
      known.length > 0
        ? `"${regime}" has the versions: ${known.join(', ')}.`
        : `"${regime}" is not a regime of this deployment.`,
  });
}

async function authorityFor(c: Context<PersonEnv>, asked: string | undefined): Promise<Authority> {
  const wanted = asked ?? c.var.person.authority;
  if (wanted === undefined)
    throw new Problem('unknown-authority', { detail: 'The token names no authority.' });
  return registeredAuthority(c.var.deps, wanted);
}
