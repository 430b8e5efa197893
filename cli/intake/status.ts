import Table from 'cli-table3';
import { z } from 'zod';
import { callerOf, type CallerOptions } from '../api-caller.ts';

const importSchema = z.looseObject({
  importId: z.string(),
  fileName: z.string(),
  status: z.string(),
  createdAt: z.string(),
  problem: z.string().nullable(),
  progress: z
    .looseObject({
      lines: z.int(),
      accepted: z.int(),
      waiting: z.int(),
      decided: z.int(),
      cleanup: z.record(z.string(), z.int()),
    })
    .nullable(),
});

/** Shows one import, or the latest ones. */
export async function printStatus(
  importId: string | undefined,
  options: CallerOptions & { readonly json?: true },
): Promise<void> {
  const caller = await callerOf(options, { roles: ['administrator'], subject: 'import' });
  const found =
    importId === undefined
      ? z.looseObject({ items: z.array(importSchema) }).parse(await caller.call('GET', '/v1/imports')).items
      : [importSchema.parse(await caller.call('GET', `/v1/imports/${importId}`))];
  if (options.json) {
    console.log(JSON.stringify(importId === undefined ? found : found[0]));
    return;
  }
  if (found.length === 0) {
    console.log('No list was brought in yet.');
    return;
  }
  const head = ['import', 'file', 'since', '', 'lines', 'accepted', 'waiting', 'clean-up', 'decided'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { importId: id, fileName, createdAt, status, problem, progress } of found) {
    const cleanup = Object.values(progress?.cleanup ?? {}).reduce((sum, count) => sum + count, 0);
    const count = (value: number | undefined) => ({
      content: value === undefined ? '' : value.toLocaleString('en'),
      hAlign: 'right' as const,
    });
    table.push([
      id,
      fileName,
      createdAt.slice(0, 16).replace('T', ' '),
      problem ?? status,
      count(progress?.lines),
      count(progress?.accepted),
      count(progress?.waiting),
      count(progress === null ? undefined : cleanup),
      count(progress?.decided),
    ]);
  }
  console.log(table.toString());
}
