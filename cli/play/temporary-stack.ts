import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintToken } from '../stack/dev-issuer.ts';
import type { Progress } from '../stack/progress.ts';
import { startStack } from '../stack/stack.ts';
import { StackFailure } from '../stack/failure.ts';
import type { Host } from './api-client.ts';
import { startMailSink, type MailSink } from './mail-sink.ts';

/** What a deployment allows on which scenarios are played in full: virtual time, law to be verified, letters and mail. */
export const playingWith = (mail: MailSink): NodeJS.ProcessEnv => ({
  AMENDS_SANDBOX: 'allowed',
  AMENDS_SANDBOX_SENDS: 'allowed',
  AMENDS_SMTP_URL: mail.url,
  AMENDS_UNVERIFIED_LAW: 'allowed',
});

/** Does `work` on a stack of its own in a temporary folder, which is stopped and removed afterwards, come what may. */
export async function onTemporaryStack<T>(progress: Progress, work: (host: Host) => Promise<T>): Promise<T> {
  const stateDir = mkdtempSync(join(tmpdir(), 'amends-play-'));
  const told = new AbortController();
  const giveUp = (): void => told.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, giveUp);
  const untilTold = new Promise<never>((_, reject) => {
    told.signal.addEventListener('abort', () => reject(new StackFailure('Interrupted; nothing is kept.')), {
      once: true,
    });
  });
  // Whoever interrupts during the start is answered by the start itself.
  untilTold.catch(() => undefined);
  const mail = await startMailSink();
  try {
    const stack = await startStack({
      stateDir,
      durable: false,
      supervised: false,
      env: { ...playingWith(mail), AMENDS_LOG_LEVEL: 'warn' },
      progress,
      signal: told.signal,
    });
    try {
      const host: Host = { url: stack.apiUrl, token: (claims) => mintToken(stateDir, claims) };
      return await Promise.race([work(host), untilTold]);
    } finally {
      await stack.stop();
    }
  } finally {
    await mail.close();
    for (const signal of signals) process.removeListener(signal, giveUp);
    rmSync(stateDir, { recursive: true, force: true });
  }
}
