import cliProgress from 'cli-progress';

/** Long work that a person can watch: a bar on a terminal, a line now and then in a log. */
export interface Progress {
  show(phase: string, done: number, of: number): void;
  end(): void;
}

const LINE_EVERY_MS = 5_000;

/** A progress display that fits where the output goes. */
export function startProgress(isTerminal: boolean, print: (line: string) => void = console.log): Progress {
  return isTerminal ? bars() : lines(print);
}

function bars(): Progress {
  let phase = '';
  let bar: InstanceType<typeof cliProgress.SingleBar> | null = null;
  return {
    show(next, done, of) {
      if (next !== phase || !bar) {
        bar?.stop();
        bar = new cliProgress.SingleBar({
          format: `${next.padEnd(9)} {bar} {percentage} % · {eta_formatted} left`,
          hideCursor: true,
        });
        bar.start(of, done);
        phase = next;
      }
      bar.update(done);
    },
    end: () => bar?.stop(),
  };
}

function lines(print: (line: string) => void): Progress {
  let phase = '';
  let last = 0;
  return {
    show(next, done, of) {
      if (next === phase && Date.now() - last < LINE_EVERY_MS && done < of) return;
      phase = next;
      last = Date.now();
      print(`${next} ${Math.floor((100 * done) / Math.max(1, of))} %`);
    },
    end: () => undefined,
  };
}
