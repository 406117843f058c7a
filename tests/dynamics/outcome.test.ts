import { describe, expect, it } from "vitest";
import type { OutcomeKind, Trajectory } from "../../src/dynamics/index.ts";
import {
  criticalWeightDecay,
  type Neighbourhood,
  neighbourhoodStability,
  spreadPairDistance,
} from "../../src/theory/index.ts";
import { run, type Sketch } from "../games.ts";

const gaussian = { kind: "gaussian", width: 1 };

/** One particle at 0.4 widths from its only true point. */
const single: Sketch = {
  points: [[0]],
  masses: [1],
  start: [[0.4]],
  particleMasses: [1],
  kernel: gaussian,
  weightDecay: 1,
  stepDiscriminator: 0.1,
  stepGenerator: 0.1,
  order: "alternating",
};

/** Two particles on one of two far points: mass 1 where 1/2 belongs, so Δ = −1/2. */
const crowded: Sketch = {
  ...single,
  points: [[0], [40]],
  masses: [0.5, 0.5],
  start: [[0.1], [-0.15]],
  particleMasses: [0.5, 0.5],
};

const about = (sketch: Sketch, particles: number): Neighbourhood => ({
  pointMass: sketch.masses[0]!,
  particleMass: sketch.particleMasses[0]!,
  particles,
  curvature: 1,
  weightDecay: sketch.weightDecay,
  stepDiscriminator: sketch.stepDiscriminator,
  stepGenerator: sketch.stepGenerator,
  order: sketch.order,
});

const outcomeOf = async (sketch: Sketch, steps: number, more = {}): Promise<Trajectory> =>
  (await run([sketch], { steps, every: 0, ...more }))[0]!;

/** A game for each outcome, with its length. */
const games: Readonly<Record<OutcomeKind, { readonly sketch: Sketch; readonly steps: number }>> = {
  covered: { sketch: single, steps: 600 },
  collapsed: { sketch: { ...crowded, weightDecay: 2 }, steps: 3000 },
  oscillating: { sketch: { ...single, start: [[0.02]], weightDecay: 0.002 }, steps: 600 },
  diverged: {
    sketch: { ...crowded, weightDecay: 0.01, stepDiscriminator: 0.3, stepGenerator: 0.3 },
    steps: 2000,
  },
  escaped: { sketch: { ...single, start: [[7]] }, steps: 400 },
  undecided: { sketch: { ...single, start: [[2.5]], stepGenerator: 0.02 }, steps: 200 },
};

describe("a game ends as theory says", () => {
  it("covered: one particle with its own share, damped beyond the critical weight decay", async () => {
    const { sketch, steps } = games.covered;
    expect(neighbourhoodStability(about(sketch, 1))).toBe("stable");
    const { outcome, positions } = await outcomeOf(sketch, steps);
    expect(outcome.kind).toBe("covered");
    expect(Math.abs(positions.at(-1)![0]!)).toBeLessThan(1e-3);
    expect(outcome.evidence.covered).toBe(1);
  });

  it("collapsed: a crowded point with strong damping holds its pair at the distance ±s of theory", async () => {
    const { sketch, steps } = games.collapsed;
    expect(neighbourhoodStability(about(sketch, 2))).toBe("unstable");
    const { outcome, positions } = await outcomeOf(sketch, steps);
    expect(outcome.kind).toBe("collapsed");
    expect(outcome.evidence.covered).toBe(1);
    const s = spreadPairDistance({ pointMass: 0.5, particleMass: 0.5, curvature: 1 });
    const [a, b] = positions.at(-1)!;
    expect(Math.abs(Math.abs(a!) - s)).toBeLessThan(1e-3);
    expect(a! + b!).toBeCloseTo(0, 3);
    expect(outcome.evidence.distance).toBeCloseTo(s, 3);
  });

  it("oscillating: one particle far below the critical weight decay, at the frequency of theory", async () => {
    const { sketch, steps } = games.oscillating;
    expect(sketch.weightDecay).toBeLessThan(0.01 * criticalWeightDecay(about(sketch, 1)));
    const { outcome } = await outcomeOf(sketch, steps);
    expect(outcome.kind).toBe("oscillating");
    // Two turns a period of 2π/√(η_dη_g) = 63 steps make 9.5 in the second half of 600 steps. (At a larger
    // amplitude the curvature that f builds up damps the motion, whatever λ.)
    expect([9, 10]).toContain(outcome.evidence.turns);
    expect(outcome.evidence.motion).toBeGreaterThan(1e-3);
  });

  it("diverged: a crowded point with weak damping throws its surplus out of everything's reach", async () => {
    const { sketch, steps } = games.diverged;
    expect(neighbourhoodStability(about(sketch, 2))).toBe("unstable");
    const { outcome } = await outcomeOf(sketch, steps);
    expect(outcome.kind).toBe("diverged");
    expect(outcome.evidence.distance).toBeGreaterThan(10);
  });

  it("diverged: steps beyond the finite-step boundary send one balanced particle to infinity", async () => {
    const wild = { ...single, stepDiscriminator: 2.5, weightDecay: 1, stepGenerator: 60 };
    expect(neighbourhoodStability(about(wild, 1))).toBe("unstable");
    expect((await outcomeOf(wild, 400)).outcome.kind).toBe("diverged");
  });

  it("escaped: out of the reach of a local kernel nothing moves any more", async () => {
    const { outcome } = await outcomeOf(games.escaped.sketch, games.escaped.steps);
    expect(outcome.kind).toBe("escaped");
    expect(outcome.evidence.distance).toBeCloseTo(7, 2);
    expect(outcome.evidence.motion).toBeLessThan(1e-3);
  });

  it("undecided: still on its way when the steps are over, covered when they are not", async () => {
    const { sketch, steps } = games.undecided;
    const short = await outcomeOf(sketch, steps);
    expect(short.outcome).toMatchObject({ kind: "undecided", step: steps });
    expect(short.outcome.evidence.turns).toBeLessThan(2);
    expect((await outcomeOf(sketch, 60 * steps)).outcome.kind).toBe("covered");
  });
});

describe("the rules keep to their thresholds", () => {
  it("stillness: the same run is settled for a motion just above the measured one, and not just below", async () => {
    const { sketch, steps } = games.undecided;
    const { motion } = (await outcomeOf(sketch, steps)).outcome.evidence;
    const at = async (stillness: number) =>
      (await outcomeOf(sketch, steps, { rules: { stillness } })).outcome.kind;
    expect(await at(motion * 1.001)).not.toBe("undecided");
    expect(await at(motion * 0.999)).toBe("undecided");
  });

  it("radius: a run diverges at the first window in which it is that much farther than at the start", async () => {
    const { sketch, steps } = games.diverged;
    const window = steps / 20;
    const farthest = 0.15;
    for (const radius of [6, 14]) {
      const {
        outcome,
        steps: saved,
        positions,
      } = await outcomeOf(sketch, steps, { every: window, rules: { radius } });
      expect(outcome).toMatchObject({ kind: "diverged", step: saved.at(-1)! });
      const distances = positions.map((position) =>
        Math.max(...position.map((y) => Math.min(Math.abs(y), Math.abs(y - 40)))),
      );
      expect(distances.at(-1)!).toBeGreaterThan(radius + farthest);
      for (const before of distances.slice(0, -1)) expect(before).toBeLessThanOrEqual(radius + farthest);
    }
  });

  it("radius: a particle that starts far away and stays there has not diverged", async () => {
    const { sketch, steps } = games.escaped;
    expect((await outcomeOf(sketch, steps, { rules: { radius: 1 } })).outcome.kind).toBe("escaped");
  });

  it("reach: beyond it a settled run has escaped, within it has collapsed", async () => {
    const { sketch, steps } = games.escaped;
    const kind = async (reach: number) => (await outcomeOf(sketch, steps, { rules: { reach } })).outcome.kind;
    expect(await kind(6.9)).toBe("escaped");
    expect(await kind(7.1)).toBe("collapsed");
  });

  it("share: a mode with 0.6 of its mass is covered for a share of 0.59, and not for 0.61", async () => {
    // Points at rest: p = (1/2, 1/2), q = (0.3, 0.7) on them, far beyond each other's reach; λ holds them.
    const uneven = { ...crowded, start: [[0], [40]], particleMasses: [0.3, 0.7], weightDecay: 2 };
    const kind = async (share: number) => (await outcomeOf(uneven, 400, { rules: { share } })).outcome.kind;
    expect(await kind(0.59)).toBe("covered");
    expect(await kind(0.61)).toBe("collapsed");
  });
});

describe("a run that may stop early", () => {
  it("ends with the kind of the full run, in every outcome", async () => {
    for (const { sketch, steps } of Object.values(games)) {
      const full = await outcomeOf(sketch, steps);
      const early = await outcomeOf(sketch, steps, { rules: { stop: "settled" } });
      expect(early.outcome.kind).toBe(full.outcome.kind);
      expect(early.steps.at(-1)!).toBeLessThanOrEqual(full.steps.at(-1)!);
    }
  });

  it("does stop early when settled, on the very path of the full run", async () => {
    const { sketch } = games.covered;
    const full = await outcomeOf(sketch, 4000, { every: 200 });
    const early = await outcomeOf(sketch, 4000, { every: 200, rules: { stop: "settled" } });
    expect(full.steps.at(-1)).toBe(4000);
    expect(early.steps.at(-1)!).toBeLessThan(3000);
    early.steps.forEach((step, k) => {
      expect(early.positions[k]).toEqual(full.positions[full.steps.indexOf(step)]);
    });
    expect(early.outcome.step).toBe(full.outcome.step);
  });

  it("ends at once when it diverges, and says at which step", async () => {
    const { sketch, steps } = games.diverged;
    const { outcome, steps: saved } = await outcomeOf(sketch, steps);
    expect(saved.at(-1)).toBe(outcome.step);
    expect(outcome.step).toBeLessThan(steps);
    expect(outcome.step % (steps / 20)).toBe(0);
  });
});

describe("while it runs", () => {
  const all = Object.values(games).map(({ sketch }) => sketch);

  it("progress rises from 0 to 1 and never falls, hand-overs and early ends included", async () => {
    const shares: number[] = [];
    const trajectories = await run([...all, { ...games.diverged.sketch, weightDecay: 0.02 }], {
      steps: 400,
      every: 0,
      rules: { stop: "settled" },
      onProgress: (share) => shares.push(share),
    });
    expect(trajectories.some(({ form }) => form.handedOverAt !== undefined)).toBe(true);
    expect(shares.length).toBeGreaterThan(20);
    for (let k = 1; k < shares.length; k++) expect(shares[k]!).toBeGreaterThanOrEqual(shares[k - 1]!);
    expect(shares[0]!).toBeGreaterThan(0);
    expect(shares.at(-1)).toBe(1);
  });

  it("an abort rejects with the signal's own reason, before or during the run", async () => {
    const reason = new Error("enough");
    await expect(outcomeOf(single, 400, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    let last = 0;
    const onProgress = (share: number) => {
      last = share;
      if (share > 0.3) controller.abort(reason);
    };
    await expect(outcomeOf(single, 400, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(last).toBeLessThan(0.5);
  });

  it("saves the steps that were asked for, with start and end", async () => {
    const saved = async (every: number) => (await outcomeOf(single, 50, { every })).steps;
    expect(await saved(0)).toEqual([0, 50]);
    expect(await saved(20)).toEqual([0, 20, 40, 50]);
    expect(await saved(25)).toEqual([0, 25, 50]);
    expect(await saved(70)).toEqual([0, 50]);
  });
});
