import pc from 'picocolors';

export type Step = {
  /** Replaces the small print behind the label, such as the package being compiled. */
  readonly note: (text: string) => void;
  readonly done: (text?: string) => void;
  readonly failed: () => void;
};

export type Progress = { readonly step: (label: string) => Step; readonly line: (text: string) => void };

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const SECOND = 1000;
/** How often a wait is mentioned where lines cannot be rewritten (a log, CI). */
const PLAIN_EVERY_MS = 15 * SECOND;

const elapsed = (since: number): string => `${((performance.now() - since) / SECOND).toFixed(1)} s`;

const liveStep = (stream: NodeJS.WriteStream, label: string): Step => {
  const started = performance.now();
  let frame = 0;
  let small = '';
  const draw = () => {
    frame += 1;
    const text = `${FRAMES[frame % FRAMES.length] ?? ''} ${label} ${elapsed(started)} ${small}`;
    stream.write(`\r\u001B[K${text.slice(0, stream.columns - 1)}`);
  };
  const timer = setInterval(draw, 100);
  const end = (text: string) => {
    clearInterval(timer);
    stream.write(`\r\u001B[K${text}\n`);
  };
  return {
    note: (text) => {
      small = text;
    },
    done: (text) => end(`${pc.green('✓')} ${text ?? label} ${pc.dim(elapsed(started))}`),
    failed: () => end(`${pc.red('✗')} ${label} ${pc.dim(elapsed(started))}`),
  };
};

const plainStep = (stream: NodeJS.WriteStream, label: string): Step => {
  const started = performance.now();
  let small = '';
  const timer = setInterval(() => stream.write(`  ${label}: ${elapsed(started)} ${small}\n`), PLAIN_EVERY_MS);
  const end = (text: string) => {
    clearInterval(timer);
    stream.write(`${text}\n`);
  };
  return {
    note: (text) => {
      small = text;
    },
    done: (text) => end(`- ${text ?? label} (${elapsed(started)})`),
    failed: () => end(`- ${label} failed (${elapsed(started)})`),
  };
};

/** Progress on a stream: a spinner with elapsed seconds on a terminal, plain lines anywhere else. */
export const progressOn = (stream: NodeJS.WriteStream): Progress => ({
  step: (label) => (stream.isTTY ? liveStep(stream, label) : plainStep(stream, label)),
  line: (text) => void stream.write(`${text}\n`),
});

/** Progress that nobody watches. */
export const silent: Progress = {
  step: () => ({ note: () => undefined, done: () => undefined, failed: () => undefined }),
  line: () => undefined,
};

/** Runs `work` as one step: done when it resolves, failed when it throws. */
export const during = async <T>(
  progress: Progress,
  label: string,
  work: (step: Step) => Promise<T>,
): Promise<T> => {
  const step = progress.step(label);
  try {
    const result = await work(step);
    step.done();
    return result;
  } catch (thrown) {
    step.failed();
    throw thrown;
  }
};
