import type { Verb } from '../verb.ts';

type Options = {
  readonly explanation: boolean;
  readonly table?: boolean;
  readonly calendars?: readonly string[];
};

const CHUNK = 1 << 16;

/** The lines of standard input. Only a line feed ends one: a carriage return is white space to JSON. */
async function* linesOfInput(): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

const answerAll = async (options: Options): Promise<void> => {
  const [{ answerLine }, { loadCalendars, CalendarFileError }, { StackFailure }, { EventEmitter }] =
    await Promise.all([
      import('../answer-deadline.ts'),
      import('../../regimes/load-calendars.ts'),
      import('../stack/failure.ts'),
      import('node:events'),
    ]);
  const { renderAnswer } =
    options.table === true ? await import('../deadline-table.ts') : { renderAnswer: undefined };
  const calendars = (() => {
    try {
      return loadCalendars(options.calendars);
    } catch (thrown) {
      if (thrown instanceof CalendarFileError) throw new StackFailure(thrown.message);
      throw thrown;
    }
  })();
  const output = process.stdout;
  const closed = new AbortController();
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed.abort();
  });
  let pending = '';
  const flush = async (): Promise<void> => {
    const hasRoom = output.write(pending);
    pending = '';
    if (hasRoom || closed.signal.aborted) return;
    await EventEmitter.once(output, 'drain', { signal: closed.signal }).catch(() => undefined);
  };
  for await (const line of linesOfInput()) {
    if (closed.signal.aborted) break;
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
