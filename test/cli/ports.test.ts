import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { choosePort, isFree, pickPort } from '../../cli/stack/ports.ts';

describe('the choice of a port', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const occupied = async (): Promise<number> => {
    const port = await pickPort(new Set());
    const server = createServer();
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return port;
  };
  const wish = { option: 'port', told: undefined, preferred: [] };

  it('never gives one port twice', async () => {
    const taken = new Set<number>();
    for (let count = 1; count <= 50; count += 1) {
      await pickPort(taken);
      expect(taken.size).toBe(count);
    }
  });

  it('takes the port that was used last time while it is free', async () => {
    const last = await pickPort(new Set());
    expect(await choosePort({ ...wish, preferred: [last, 1] }, new Set())).toBe(last);
  });

  it('goes on to the next preferred port when one is in use, and to any free one after the last', async () => {
    const [busy, free] = [await occupied(), await pickPort(new Set())];
    expect(await choosePort({ ...wish, preferred: [busy, undefined, free] }, new Set())).toBe(free);
    const any = await choosePort({ ...wish, preferred: [busy] }, new Set());
    expect(any).not.toBe(busy);
    expect(await isFree(any)).toBe(true);
  });

  it('takes the port it is told to, or says how to choose another', async () => {
    const [busy, free] = [await occupied(), await pickPort(new Set())];
    expect(await choosePort({ ...wish, told: free, preferred: [busy] }, new Set())).toBe(free);
    await expect(choosePort({ ...wish, told: busy }, new Set())).rejects.toThrow(
      `Port ${busy} is in use; free it, or choose another with --port.`,
    );
  });
});
