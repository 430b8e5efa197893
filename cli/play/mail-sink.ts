import { createServer, type Server, type Socket } from 'node:net';

/** A mail server that takes mail and keeps none of it. */
export type MailSink = { readonly url: string; readonly close: () => Promise<void> };

// RFC 2606: nobody has a mailbox there.
const NOWHERE = /\.invalid>/iu;

/**
 * Starts a mail server on a port of its own, so that scenarios can serve by mail. Mail to an address under `.invalid` is
 * refused as one to a mailbox that does not exist.
 */
export async function startMailSink(): Promise<MailSink> {
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => socket.destroy());
    converse(socket);
  });
  const port = await listening(server);
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function converse(socket: Socket): void {
  let pending = '';
  let inData = false;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  say('220 sink');
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    pending += chunk;
    const lines = pending.split('\r\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      if (inData) {
        if (line !== '.') continue;
        inData = false;
        say('250 2.0.0 taken');
      } else {
        const answer = answerTo(line);
        say(answer);
        inData = answer.startsWith('354');
        if (answer.startsWith('221')) socket.end();
      }
    }
  });
}

function answerTo(line: string): string {
  const command = line.slice(0, 4).toUpperCase();
  if (command === 'RCPT' && NOWHERE.test(line)) return '550 5.1.1 no such mailbox';
  if (command === 'DATA') return '354 go on';
  if (command === 'QUIT') return '221 2.0.0 bye';
  return '250 2.0.0 well';
}
