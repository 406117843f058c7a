// The work of the cases, as numbers: the same for us and for every peer.

/** `count` values from `from` to `to`, evenly spaced in their logarithm. */
export function logSpaced(from, to, count) {
  return Array.from({ length: count }, (_, k) => from * (to / from) ** (count === 1 ? 0 : k / (count - 1)));
}

/** Pseudo-random numbers in (0, 1) (mulberry32): benchmarks need the same ones everywhere, not good ones. */
export function uniforms(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

/** Normal pseudo-random numbers (Box and Muller). */
export function normals(seed) {
  const uniform = uniforms(seed);
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Two-point games side by side: arrays [S] of λ, η_d, η_g and the particle's start. */
export function twoPointCells(side) {
  const stepDiscriminator = 0.1;
  const decays = logSpaced(0.01, 1, side);
  const ratios = logSpaced(0.01, 1, side);
  const cells = ratios.flatMap((ratio) => decays.map((decay) => ({ decay, ratio })));
  return {
    count: cells.length,
    decay: cells.map(({ decay }) => decay),
    stepDiscriminator: cells.map(() => stepDiscriminator),
    stepGenerator: cells.map(({ ratio }) => ratio * stepDiscriminator),
    start: cells.map(() => 0.1),
  };
}

/** The same as a scan file, for the whole command. */
export function twoPointScan(side, steps) {
  return {
    name: "two-point-bench",
    sim: {
      target: { kind: "points", points: [[0]] },
      generator: { kind: "particles", count: 1, start: { kind: "points", points: [[0.1]] } },
      discriminator: { kind: "kernel", kernel: { kind: "gaussian", width: 1 } },
      loss: { kind: "ipm" },
      penalties: [{ kind: "weightDecay", strength: 0.1 }],
      dynamics: { kind: "alternating", stepDiscriminator: 0.1, stepGenerator: 0.01, steps },
      record: { every: 0, observables: [] },
    },
    axes: [
      {
        path: "penalties[0].strength",
        symbol: "λ",
        label: "weight decay",
        scale: "log",
        from: 0.01,
        to: 1,
        count: side,
      },
      {
        name: "ratio",
        symbol: "η_g/η_d",
        label: "ratio of step sizes",
        scale: "log",
        from: 0.01,
        to: 1,
        count: side,
      },
      { path: "dynamics.stepGenerator", expression: "0.1 * ratio" },
    ],
  };
}

/** `count` cells of the two-point diagram, spread over all of it in a shuffled order. */
export function someCells(cells, count) {
  const picked = shuffled(cells.count).slice(0, count);
  const of = (list) => picked.map((s) => list[s]);
  return {
    picked,
    count: picked.length,
    decay: of(cells.decay),
    stepDiscriminator: of(cells.stepDiscriminator),
    stepGenerator: of(cells.stepGenerator),
    start: of(cells.start),
  };
}

/** 0 … count − 1 in an order that is always the same. */
export function shuffled(count) {
  const uniform = uniforms(7);
  const order = Array.from({ length: count }, (_, k) => k);
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor(uniform() * (k + 1));
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}

/** The numbers of two-point cells as the peers read them, [4, S]. */
export function twoPointNumbers(cells) {
  return [...cells.decay, ...cells.stepDiscriminator, ...cells.stepGenerator, ...cells.start];
}

/** Clouds of `particles` about one true point: every width and weight decay, `replicas` starts each. */
export function cloudCells(widths, decays, replicas, particles, step = 0.01) {
  const settings = widths.flatMap((width) => decays.map((decay) => ({ width, decay })));
  return settings.flatMap((setting) =>
    Array.from({ length: replicas }, (_, replica) => {
      const normal = normals(1 + replica);
      const points = Array.from({ length: particles }, () => [
        Math.sqrt(0.1) * normal(),
        Math.sqrt(0.2) * normal(),
      ]);
      return { ...setting, stepDiscriminator: step, stepGenerator: step, points };
    }),
  );
}

/** The numbers of clouds as the peers read them, [S, 5 + 2n]; `orders` holds P of each. */
export function cloudNumbers(cells, orders) {
  return cells.flatMap((cell, s) => [
    cell.width,
    cell.decay,
    cell.stepDiscriminator,
    cell.stepGenerator,
    orders[s],
    ...cell.points.flat(),
  ]);
}

/** Sources with weights ±1/N and targets, standard normal, a row (x, y, weight) each. */
export function pairPoints(sources, targets) {
  const normal = normals(11);
  const rows = [];
  for (let i = 0; i < sources; i++) rows.push(normal(), normal(), (i % 2 === 0 ? 1 : -1) / sources);
  for (let j = 0; j < targets; j++) rows.push(normal(), normal(), 0);
  return rows;
}

/** 25 true points on a square lattice and clouds that start between them, for the Fourier form. */
export function gridGame(particles, replicas) {
  const lattice = [-4, -2, 0, 2, 4];
  const normal = normals(23);
  return {
    points: lattice.flatMap((x) => lattice.map((y) => [x, y])),
    starts: Array.from({ length: replicas }, () =>
      Array.from({ length: particles }, () => [1.5 * normal(), 1.5 * normal()]),
    ),
    width: 0.5,
    decay: 0.1,
    stepDiscriminator: 0.1,
    stepGenerator: 10,
  };
}

/**
 * The Fourier series of the Gaussian kernel of width σ on a box of side L: rows (a, b, c) of the half plane
 * a > 0 or a = 0, b ≥ 0, κ = 2π(a, b)/L, c = (2πσ²/L²) e^{−σ²|κ|²/2}, twice that off the origin; waves below `least`
 * of the largest are left out.
 */
export function gaussianWaves(width, side, least) {
  const spacing = (2 * Math.PI) / side;
  const largest = Math.sqrt(-2 * Math.log(least)) / (width * spacing);
  const rows = [];
  for (let a = 0; a <= largest; a++) {
    for (let b = a === 0 ? 0 : -Math.floor(largest); b <= largest; b++) {
      if (a * a + b * b > largest * largest) continue;
      const envelope = Math.exp(-0.5 * (width * spacing) ** 2 * (a * a + b * b));
      rows.push([a, b, ((2 * Math.PI * width ** 2) / side ** 2) * envelope * (a === 0 && b === 0 ? 1 : 2)]);
    }
  }
  return { spacing, rows };
}
