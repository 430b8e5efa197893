import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import { z } from 'zod';
import { cleanupReasons } from '../../domain/intake/finding.ts';
import { callerOf, callerWith, type Caller, type CallerOptions } from '../api-caller.ts';
import { StackFailure } from '../stack/failure.ts';
import { digestOf, readList, regimeOf, type AskedImport } from './dry-run.ts';
import type { Example, ImportReport } from './report.ts';

const counts = z.partialRecord(z.enum(cleanupReasons), z.int());
const importSchema = z.looseObject({
  importId: z.string(),
  digest: z.string(),
  mapping: z.string(),
  regime: z.string(),
  version: z.string(),
  status: z.enum(['receiving', 'judging', 'taking', 'done', 'unreadable']),
  problem: z.string().nullable(),
  missingParts: z.array(z.int()),
  tally: z
    .looseObject({
      physicalLines: z.int(),
      header: z.union([z.literal(0), z.literal(1)]),
      continuation: z.int(),
      lines: z.int(),
      over: z.int(),
      encoding: z.object({ utf8: z.int(), other: z.int() }),
      ignoredColumns: z.array(z.string()),
      asOf: z.object({ day: z.string(), from: z.enum(['told', 'name', 'lines', 'today']) }),
      problem: z.string().nullable(),
    })
    .nullable(),
  progress: z
    .looseObject({ accepted: z.int(), before: z.int(), takenNow: z.int(), waiting: z.int(), cleanup: counts })
    .nullable(),
});
export type ImportRead = z.output<typeof importSchema>;

const PART_BYTES = 512 * 1024;
const LOOK_MS = 250;
/** After this long without an end the engine is asked to go on: it may have lost its store. */
const NUDGE_MS = 30_000;

/** Who brings a list in: one person brings it, another approves it. */
export type Bringers = { readonly caller: Caller; readonly approver: Caller | undefined };

/**
 * The persons by their tokens; of the embedded stack the development issuer makes both. With a token of one's own and no second
 * one, the import waits for another person to approve it.
 */
export async function bringersOf(
  options: CallerOptions & { readonly approvalToken?: string },
): Promise<Bringers> {
  const caller = await callerOf(options, { roles: ['administrator'], subject: 'import' });
  const second = options.approvalToken ?? process.env['AMENDS_APPROVAL_TOKEN'];
  if (second !== undefined) return { caller, approver: callerWith(caller.url, second) };
  const own = options.token === undefined && process.env['AMENDS_TOKEN'] === undefined;
  return {
    caller,
    approver: own
      ? await callerOf(options, { roles: ['administrator'], subject: 'import-approval' })
      : undefined,
  };
}

/** Brings a file in over the API: sends what is missing, has it approved, and follows the import to its end. */
export async function bringIn(
  asked: AskedImport,
  { caller, approver }: Bringers,
): Promise<{ report: ImportReport; examples: readonly Example[] }> {
  const began = performance.now();
  const bytes = readList(asked.file);
  const { regime, version } = regimeOf(asked.regime);
  const { virtual } = asked;
  const found = read(
    await caller.call('POST', '/v1/imports', {
      fileName: basename(asked.file),
      digest: digestOf(bytes),
      bytes: bytes.length,
      parts: Math.ceil(bytes.length / PART_BYTES),
      mapping: asked.mapping,
      regime,
      ...(version !== undefined && { version }),
      ...(asked.asOf !== undefined && { asOf: asked.asOf }),
      headerless: asked.headerless,
      sandbox: virtual !== undefined,
      ...(virtual && virtual.from !== null && { livesFrom: virtual.from }),
    }),
  );
  const takenBefore = found.progress?.takenNow ?? 0;
  await send(caller, found, bytes);
  if (found.status === 'receiving' && approver === undefined)
    throw new StackFailure(
      `The import ${found.importId} waits for another person to approve it: run the same with --approval-token, or POST /v1/imports/${found.importId}/begin.`,
    );
  const done = await follow(caller, approver ?? caller, found.importId);
  const { tally, progress } = done;
  if (tally === null || progress === null)
    throw new StackFailure(`${asked.file}: ${done.problem ?? 'unreadable'}`);
  const { accepted, before, takenNow, cleanup } = progress;
  const report: ImportReport = {
    file: asked.file,
    digest: done.digest,
    mapping: done.mapping,
    regime: done.regime,
    version: done.version,
    dryRun: false,
    import: done.importId,
    ...tally,
    accepted,
    cleanup,
    alreadyTakenIn: before + takenBefore,
    new: takenNow - takenBefore,
    seconds: Number(((performance.now() - began) / 1000).toFixed(1)),
  };
  return { report, examples: await examplesOf(caller, done.importId, Object.keys(cleanup)) };
}

const read = (body: unknown): ImportRead => importSchema.parse(body);

async function send(caller: Caller, { importId, missingParts }: ImportRead, bytes: Buffer): Promise<void> {
  const bar = barOn('Sending', missingParts.length);
  for (const part of missingParts) {
    await caller.call(
      'PUT',
      `/v1/imports/${importId}/parts/${part}`,
      bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
    );
    bar.step();
  }
  bar.stop();
}

async function follow(caller: Caller, approver: Caller, importId: string): Promise<ImportRead> {
  const path = `/v1/imports/${importId}`;
  let found = read(await approver.call('POST', `${path}/begin`));
  let asked = Date.now();
  const bar = barOn('Taking over', 1);
  for (;;) {
    if (found.status === 'done' || found.status === 'unreadable') break;
    if (found.progress) {
      const { accepted, waiting } = found.progress;
      bar.at(accepted - waiting, accepted);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (Date.now() - asked > NUDGE_MS) {
      await caller.call('POST', `${path}/begin`);
      asked = Date.now();
    }
    found = read(await caller.call('GET', path));
  }
  if (found.progress) bar.at(found.progress.accepted, found.progress.accepted);
  bar.stop();
  return found;
}

type Bar = {
  readonly step: () => void;
  readonly at: (done: number, of: number) => void;
  readonly stop: () => void;
};

/** A bar on a terminal; nothing anywhere else, where lines cannot be rewritten. */
function barOn(label: string, total: number): Bar {
  if (!process.stderr.isTTY || total === 0)
    return { step: () => undefined, at: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: `${label.padEnd(12)} {bar} {percentage}%  {value} of {total}  {duration_formatted}`,
    stream: process.stderr,
    hideCursor: true,
  });
  bar.start(total, 0);
  return {
    step: () => bar.increment(),
    at: (done, of) => {
      bar.setTotal(Math.max(of, 1));
      bar.update(Math.max(done, of === 0 ? 1 : done));
    },
    stop: () => bar.stop(),
  };
}

const page = z.looseObject({
  items: z.array(
    z.looseObject({
      line: z.int(),
      reason: z.enum(cleanupReasons),
      findings: z.array(
        z.looseObject({
          refusal: z.looseObject({ rule: z.string(), citation: z.string(), detail: z.string() }),
        }),
      ),
    }),
  ),
});

async function examplesOf(caller: Caller, importId: string, reasons: readonly string[]): Promise<Example[]> {
  const pages = await Promise.all(
    reasons.map((reason) => caller.call('GET', `/v1/imports/${importId}/cleanup?limit=1&reason=${reason}`)),
  );
  return pages.flatMap((body) => {
    const [first] = page.parse(body).items;
    const refusal = first?.findings[0]?.refusal;
    if (first === undefined || refusal === undefined) return [];
    const { rule, citation, detail } = refusal;
    return [{ reason: first.reason, line: first.line, rule, citation, detail }];
  });
}
