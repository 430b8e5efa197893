import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { simpleParser, type ParsedMail } from 'mailparser';

type Behaviour =
  | { readonly kind: 'accept' }
  /** Refuses the recipient. */
  | { readonly kind: 'refuse'; readonly code: number; readonly words: string }
  /** Takes the whole mail, and the connection breaks before it says so. */
  | { readonly kind: 'drop-after-data' }
  | { readonly kind: 'no-login' };

export type MailServer = {
  readonly url: string;
  readonly port: number;
  readonly received: ParsedMail[];
  readonly sizes: number[];
  behave: (behaviour: Behaviour) => void;
  readonly close: () => Promise<void>;
};

/** A real SMTP server on a port of its own. */
export async function startMailServer(port = 0): Promise<MailServer> {
  let behaviour: Behaviour = { kind: 'accept' };
  const received: ParsedMail[] = [];
  const sizes: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onConnect: (_session, done) => {
      if (behaviour.kind !== 'no-login') return done();
      return done(Object.assign(new Error('5.7.0 authentication required'), { responseCode: 554 }));
    },
    onRcptTo: (_address, _session, done) => {
      if (behaviour.kind !== 'refuse') return done();
      return done(Object.assign(new Error(behaviour.words), { responseCode: behaviour.code }));
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        sizes.push(bytes.length);
        void simpleParser(bytes).then((mail) => {
          received.push(mail);
          if (behaviour.kind === 'drop-after-data')
            for (const connection of connections) connection.destroy();
          else done();
        });
      });
    },
  });
  const connections = new Set<Socket>();
  server.server.on('connection', (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: open }: AddressInfo = Object(server.server.address());
  return {
    url: `smtp://127.0.0.1:${open}`,
    port: open,
    received,
    sizes,
    behave: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}
