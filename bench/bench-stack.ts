import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type Stack } from '../cli/stack/stack.ts';

/** The embedded stack as anybody runs it, durable and with its usual settings, on a folder that goes when it is done. */
export async function withStack<T>(
  options: { readonly applications: boolean },
  work: (stack: Stack) => Promise<T>,
): Promise<T> {
  const stateDir = mkdtempSync(join(tmpdir(), 'amends-bench-'));
  const stack = await startStack({
    stateDir,
    supervised: false,
    applications: options.applications,
    env: { AMENDS_SANDBOX: 'allowed', AMENDS_UNVERIFIED_LAW: 'allowed' },
  });
  try {
    return await work(stack);
  } finally {
    await stack.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}
