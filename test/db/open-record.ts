import { createEnvironment } from '../support/environment.ts';
import { benchOn, type OpenRecord } from './record.ts';

export async function openRecord(name: string): Promise<OpenRecord> {
  const env = await createEnvironment(name);
  const { connection, bench } = benchOn(env);
  return {
    env,
    connection,
    bench,
    dispose: async () => {
      await connection.close();
      await env.dispose();
    },
  };
}
