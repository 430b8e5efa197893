import { StackFailure } from '../stack/failure.ts';
import type { Verb } from '../verb.ts';

const run = async (): Promise<void> => {
  const { env } = process;
  const [databaseUrl, address] = [env['AMENDS_DATABASE_URL'], env['AMENDS_TEMPORAL_ADDRESS']];
  if (!databaseUrl || !address) {
    throw new StackFailure(
      'Set AMENDS_DATABASE_URL and AMENDS_TEMPORAL_ADDRESS (the embedded stack needs no migrate).',
    );
  }
  const { migrate: migrateDatabase } = await import('../../db/migrate.ts');
  const { createNamespace } = await import('../stack/namespace.ts');
  await migrateDatabase(databaseUrl);
  const namespace = env['AMENDS_TEMPORAL_NAMESPACE'] ?? 'amends';
  await createNamespace(address, namespace);
  console.log(`The database and the Temporal namespace ${namespace} are those of this release.`);
};

export const migrate: Verb = {
  name: 'migrate',
  summary: 'Bring the database and the Temporal namespace of a deployment to this release.',
  define: (command) => {
    command.action(run);
  },
};
