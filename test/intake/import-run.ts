import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ImportReport } from '../../cli/intake/report.ts';
import type { TokenClaims } from '../../cli/stack/dev-issuer.ts';

const amends = fileURLToPath(new URL('../../cli/amends.mjs', import.meta.url));

/** `amends import` as a process of its own. */
export type ImportRun = {
  readonly kill: () => void;
  /** What it printed as its last line, once it has ended. */
  readonly report: Promise<ImportReport>;
  readonly ended: Promise<number | null>;
};

type Api = { readonly apiUrl: string; readonly token: (claims: TokenClaims) => Promise<string> };

/** Runs `amends import` on a file against an API, as an administrator whose list a supervisor approves. */
export async function runImport(env: Api, file: string, more: readonly string[] = []): Promise<ImportRun> {
  const token = await env.token({ roles: ['administrator'], subject: 'importer' });
  const approval = await env.token({ roles: ['supervisor'], subject: 'approver' });
  const child = spawn(
    process.execPath,
    [
      amends,
      'import',
      file,
      '--regime',
      'us-far-9.4',
      '--mapping',
      'sam-v2',
      '--json',
      '--url',
      env.apiUrl,
      ...more,
    ],
    {
      env: { ...process.env, AMENDS_TOKEN: token, AMENDS_APPROVAL_TOKEN: approval },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const report = ended.then((code): ImportReport => {
    const last = out.trimEnd().split('\n').at(-1) ?? '';
    if (!last.startsWith('{')) throw new Error(`amends import ended with ${code}: ${err}`);
    return JSON.parse(last);
  });
  // Whoever kills it does not wait for its report.
  report.catch(() => undefined);
  return { kill: () => child.kill('SIGKILL'), report, ended };
}
