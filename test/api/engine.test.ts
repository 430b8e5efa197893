import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createEngine } from '../../api/engine.ts';

describe('an engine that is out of reach', () => {
  it('is left only when each wake-up has been given up: none goes on behind a closed connection', async () => {
    const said: unknown[] = [];
    const logger = pino({}, { write: (line: string) => void said.push(JSON.parse(line)) });
    // Nothing listens on the lowest port.
    const engine = createEngine({ address: '127.0.0.1:1', namespace: 'none', taskQueue: 'none', logger });
    for (const id of ['first', 'second']) engine.wake({ id, regime: 'none', authority: 'none' });
    await engine.close();
    expect(z.array(z.object({ msg: z.string() })).parse(said)).toMatchObject([
      { msg: 'a wake-up was not delivered' },
      { msg: 'a wake-up was not delivered' },
    ]);
  });
});
