import type { Verb } from '../verb.ts';

type Options = {
  readonly explanation: boolean;
  readonly table?: boolean;
  readonly calendars?: readonly string[];
};

const CHUNK = 1 << 16;

const answerAll = async (options: Options): Promise<void> => {
  const [{ createInterface }, { answerLine }, { loadCalendars }] = await Promise.all([
    import('node:readline'),
    import('../answer-deadline.ts'),
    import('../../regimes/load-calendars.ts'),
  ]);
  const { renderAnswer } =
    options.table === true ? await import('../deadline-table.ts') : { renderAnswer: undefined };
  const calendars = loadCalendars(options.calendars);
  let isClosed = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isClosed = true;
  });
  let pending = '';
  const flush = async (): Promise<void> => {
    const hasRoom = process.stdout.write(pending);
    pending = '';
    if (hasRoom || isClosed) return;
    await new Promise<void>((resolve) => {
      process.stdout.once('drain', resolve).once('close', resolve);
    });
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (isClosed) break;
    const text = line.replace(/^\uFEFF/, '').trim();
    if (text === '') continue;
    const answer = answerLine(text, calendars, { explain: options.explanation || options.table === true });
    pending += renderAnswer === undefined ? `${JSON.stringify(answer)}\n` : renderAnswer(answer);
    if (pending.length >= CHUNK) await flush();
  }
  if (pending !== '') await flush();
};

/** Answers questions about deadlines, one JSON line each, from standard input to standard output. */
export const deadlines: Verb = {
  name: 'deadlines',
  summary:
    'Compute deadlines: questions as JSON lines on standard input, answers as JSON lines on standard output.',
  define: (command) => {
    command
      .option('--no-explanation', 'leave the explanations out (faster)')
      .option('--table', 'print each answer with its explanation as a table')
      .option('--calendars <folder...>', 'calendars to use besides the published ones')
      .action(answerAll);
  },
};
