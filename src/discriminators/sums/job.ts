/** All that a sum needs, as plain arrays that threads can share. Points are sorted by cells. */
export interface SumsJob {
  /** d. */
  readonly dimension: number;
  /** Rows (x_1 … x_d, w), [M, d + 1]. */
  readonly sources: Float64Array;
  /** [N, d]. */
  readonly targets: Float64Array;
  /** First source and the one behind the last, [runs, 2]. */
  readonly runs: Int32Array;
  /** Where single precision is right, for each group of targets, [groups, d]. */
  readonly origins: Float64Array;
  /** Pieces of work: group, first run, number of runs, first target, the one behind the last, [tasks, 5]. */
  readonly tasks: Int32Array;
  /** Code of the shape, weight, width, mixture, [terms, 4]. */
  readonly terms: Float64Array;
  /** The largest |w|. */
  readonly unit: number;
  /** The most sources of a task. */
  readonly most: number;
  /** 0 for gradients, 1 for values, 2 for both. */
  readonly mode: number;
  readonly double: boolean;
  /** The next task that nobody has taken yet, [1]. */
  readonly next: Int32Array;
  /** Rows (value, gradient) that the tasks fill, [N, d + 1]. */
  readonly out: Float64Array;
}

/**
 * Who computes the tasks of a job. Law: every task is done by one and the same instructions on the same numbers, so
 * that results do not depend on who does it.
 */
export interface SumsExecutor {
  /** How many tasks are done at the same time. */
  readonly threads: number;
  /** Whether the arrays of a job have to be shared between threads. */
  readonly shared: boolean;
  /** Does all tasks of a job, one job at a time. */
  run(job: SumsJob): Promise<void>;
  /** Ends threads that wait for work. After it, `run` must not be called. */
  close(): Promise<void>;
}

/** What is used of an instance of the hand-written modules. */
export interface SumsInstance {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  pairs(...numbers: number[]): void;
  pairsScratch(d: number, most: number): number;
}

/**
 * Takes tasks of a job until none is left. Its text also runs in worker threads: nothing from outside is used.
 */
export function doTasks(instance: SumsInstance, job: SumsJob): void {
  const { dimension, sources, targets, runs, origins, tasks, terms, out } = job;
  // Below this address stands what the compiler of the modules put there.
  let end = 65_536;
  const place = (bytes: number) => {
    const at = end;
    end += Math.ceil(bytes / 16) * 16;
    return at;
  };
  const [from, to, runsAt, originsAt, outAt] = [sources, targets, runs, origins, out].map((array) =>
    place(array.byteLength),
  ) as [number, number, number, number, number];
  const scratch = place(instance.pairsScratch(dimension, job.most));
  const missing = Math.ceil((end - instance.memory.buffer.byteLength) / 65_536);
  if (missing > 0) instance.memory.grow(missing);
  const { buffer } = instance.memory;
  new Float64Array(buffer, from, sources.length).set(sources);
  new Float64Array(buffer, to, targets.length).set(targets);
  new Int32Array(buffer, runsAt, runs.length).set(runs);
  new Float64Array(buffer, originsAt, origins.length).set(origins);
  const result = new Float64Array(buffer, outAt, out.length);
  const row = dimension + 1;
  const count = tasks.length / 5;
  for (let task = Atomics.add(job.next, 0, 1); task < count; task = Atomics.add(job.next, 0, 1)) {
    const [group, firstRun, runCount, first, last] = tasks.subarray(task * 5) as unknown as number[];
    result.fill(0, first! * row, last! * row);
    const origin = originsAt + group! * dimension * 8;
    const head = [dimension, job.most, scratch, from, runsAt + firstRun! * 8, runCount!];
    const body = [to, first!, last!, origin, outAt, job.unit];
    for (let m = 0; m < terms.length; m += 4) {
      const term = [terms[m]!, terms[m + 1]!, terms[m + 2]!, terms[m + 3]!];
      instance.pairs(...head, ...body, ...term, job.mode, job.double ? 1 : 0);
    }
    out.set(result.subarray(first! * row, last! * row), first! * row);
  }
}
