type Bench = (options: { json: boolean }) => Promise<void>;

const benches = new Map<string, () => Promise<Bench>>([
  ['calendar', async () => (await import('./calendar.ts')).calendarBench],
  ['calendar-change', async () => (await import('./calendar-change.ts')).calendarChangeBench],
  ['command', async () => (await import('./command.ts')).commandBench],
  ['lifecycle', async () => (await import('./lifecycle.ts')).lifecycleBench],
  ['version-change', async () => (await import('./version-change.ts')).versionChangeBench],
]);

const [name = '', ...rest] = process.argv.slice(2);
const load = benches.get(name);
if (load === undefined) {
  console.error(`usage: npm run bench -- <${[...benches.keys()].join(' | ')}> [--json]`);
  process.exitCode = 1;
} else {
  const bench = await load();
  await bench({ json: rest.includes('--json') });
}
