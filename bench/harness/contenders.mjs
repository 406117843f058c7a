// Who takes part: ours on each backend, and the peers, for each kind of work.
import * as ours from "./ours.mjs";
import { openCpp, openPython } from "./peers.mjs";

const limit = "C++ (limit)";

/** Ours on every backend asked for. `open(kind)` opens a runner of the adapter. */
function oursOn(backends, open) {
  return backends.map((kind) => ({
    name: `ours (${kind})`,
    kind: "ours",
    says: "the library, set up and warm: from games to trajectories and outcomes",
    open: () => open(kind),
  }));
}

/** The same runs, of which only the steps are counted: what a peer that has nothing but arrays does. */
function oursSteps(backends, open) {
  return backends.slice(0, 1).map((kind) => ({
    name: "ours, steps alone",
    kind: "ours",
    says: "the time in the steps, without choosing forms, laying out arrays and judging outcomes",
    open: () => open(kind),
  }));
}

function cpp(context, program, says, options) {
  return {
    name: limit,
    kind: "limit",
    says,
    open: async () => openCpp(context.folder, program, { ...(await options()), threads: context.threads }),
  };
}

function python(context, { name, kind, says, program, packages, blas, options, ...rest }) {
  return {
    name,
    kind,
    says,
    ...rest,
    open: async () =>
      openPython(context.folder, program, packages, { ...(await options()), threads: context.threads }, blas),
  };
}

/**
 * Contenders at two-point games. `sample` are the cells of the published algorithm: `{ picked, … }`.
 * @param only names of peers ("cpp", "numpy", "torch", "published") to take, all when left out.
 */
export function twoPointContenders(context, cells, steps, order, { sample, twoPointNumbers, only }) {
  const wanted = (name) => context.peers && (only === undefined || only.includes(name));
  const file = lazily(() => context.folder.numbers(twoPointNumbers(cells)));
  const options = async () => ({ cells: await file(), steps, order });
  const few = lazily(() => context.folder.numbers(twoPointNumbers(sample)));
  const published = (name, means, says) =>
    python(context, {
      name,
      kind: "published",
      says,
      program: "two_point_published",
      packages: means === "torch" ? ["numpy", "torch"] : ["numpy"],
      options: async () => ({ with: means, cells: await few(), steps }),
      share: sample.count / cells.count,
      sample: sample.picked,
    });
  return [
    ...oursOn(context.backends, (kind) => ours.twoPoint(cells, steps, kind, undefined, context.threads)),
    ...oursSteps(context.backends, (kind) =>
      ours.twoPoint(cells, steps, kind, undefined, context.threads, true),
    ),
    ...(wanted("cpp")
      ? [
          cpp(
            context,
            "two_point",
            "fixed-length form, float64, 32 simulations in registers, two threads",
            options,
          ),
        ]
      : []),
    ...["torch", "numpy"].filter(wanted).map((means) =>
      python(context, {
        name: means === "torch" ? "PyTorch, batched" : "NumPy, batched",
        kind: "batched",
        says: "our own algorithm on arrays [P + 1, chunk], float64, two processes",
        program: "two_point_batched",
        packages: means === "torch" ? ["numpy", "torch"] : ["numpy"],
        options: async () => ({ with: means, ...(await options()) }),
      }),
    ),
    ...(wanted("published")
      ? [
          published("published (PyTorch)", "torch", "exact history, a simulation at a time, as published"),
          published(
            "published, best NumPy",
            "numpy",
            "the same sums in place on slices, our best form of them",
          ),
        ]
      : []),
  ];
}

/** Contenders at clouds; `picked` are the simulations of the published algorithm. */
export function cloudContenders(context, cells, steps, orders, { picked, cloudNumbers, only }) {
  const wanted = (name) => context.peers && (only === undefined || only.includes(name));
  const n = cells[0].points.length;
  const file = lazily(() => context.folder.numbers(cloudNumbers(cells, orders)));
  const options = async () => ({ cells: await file(), steps, particles: n });
  const published = (name, means, says, indices, blas) => {
    const few = lazily(() =>
      context.folder.numbers(
        cloudNumbers(
          indices.map((s) => cells[s]),
          indices.map((s) => orders[s]),
        ),
      ),
    );
    return python(context, {
      name,
      kind: "published",
      says,
      blas,
      program: "cloud_published",
      packages: means === "torch" ? ["numpy", "torch"] : ["numpy"],
      options: async () => ({ with: means, cells: await few(), steps, particles: n }),
      share: indices.length / cells.length,
      sample: indices,
    });
  };
  return [
    ...oursOn(context.backends, (kind) => ours.cloud(cells, steps, kind, context.threads)),
    ...oursSteps(context.backends, (kind) => ours.cloud(cells, steps, kind, context.threads, true)),
    ...(wanted("cpp")
      ? [
          cpp(
            context,
            "cloud",
            "fixed-length form, float64, eight simulations in a register, two threads",
            options,
          ),
        ]
      : []),
    ...["torch", "numpy"].filter(wanted).map((means) =>
      python(context, {
        name: means === "torch" ? "PyTorch, batched" : "NumPy, batched",
        kind: "batched",
        says: "our own algorithm by batched matrix products, float64, two processes",
        program: "cloud_batched",
        packages: means === "torch" ? ["numpy", "torch"] : ["numpy"],
        options: async () => ({ with: means, ...(await options()) }),
      }),
    ),
    ...(wanted("published")
      ? [
          published(
            "published (PyTorch)",
            "torch",
            "exact history, a simulation at a time, as published",
            picked.slice(0, 1),
          ),
          published(
            "published, best NumPy",
            "numpy",
            "the same by matrix products, our best form of it",
            picked,
            context.threads,
          ),
        ]
      : []),
  ];
}

/** Contenders at the all-pairs gradient. */
export function pairsContenders(context, game) {
  const file = lazily(() => context.folder.numbers(game.points));
  const options = async () => ({
    points: await file(),
    sources: game.sources,
    targets: game.targets,
    width: game.width,
  });
  const numba = (name, exponential, says) =>
    python(context, {
      name,
      kind: "batched",
      says,
      program: "pairs_numba",
      packages: ["numpy", "numba"],
      options: async () => ({ exponential, ...(await options()) }),
    });
  return [
    ...oursOn(context.backends, (kind) => ours.pairs(game, kind, context.threads)),
    ...(context.peers
      ? [
          cpp(context, "pairs", "float32, 64 targets in registers, two threads", options),
          python(context, {
            name: "PyTorch",
            kind: "batched",
            says: "float32, the faster of matrix products and broadcasting, two threads",
            program: "pairs_torch",
            packages: ["numpy", "torch"],
            blas: context.threads,
            options,
          }),
          numba("numba", "library", "float32, prange and fastmath, math.exp, two threads"),
          numba(
            "numba, own exponential",
            "polynomial",
            "the same with an exponential written out, which vectorises",
          ),
        ]
      : []),
  ];
}

/** Contenders at the Fourier form. */
export function fourierContenders(context, game, waves, steps) {
  const files = lazily(async () => ({
    waves: await context.folder.numbers(waves.rows.flat()),
    points: await context.folder.numbers(game.points.flatMap((point) => [...point, 1 / game.points.length])),
    starts: await context.folder.numbers(game.starts.flat(2)),
  }));
  const options = async () => ({
    ...(await files()),
    steps,
    particles: game.starts[0].length,
    spacing: waves.spacing,
    rate: game.stepDiscriminator,
    push: game.stepGenerator,
    decay: game.decay,
  });
  return [
    ...oursOn(context.backends, (kind) => ours.fourier(game, steps, kind, context.threads)),
    ...(context.peers
      ? [
          cpp(
            context,
            "fourier",
            "products of one-dimensional factors, float64, a replica a thread",
            options,
          ),
          python(context, {
            name: "PyTorch",
            kind: "batched",
            says: "float64, the faster of separable factors and full phases, two threads",
            program: "fourier_torch",
            packages: ["numpy", "torch"],
            blas: context.threads,
            options,
          }),
        ]
      : []),
  ];
}

function lazily(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}
