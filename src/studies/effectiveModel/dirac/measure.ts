import { drawGame } from "../../../dynamics/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { fitOscillation } from "../../../numerics/oscillation.ts";
import { dirac } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import {
  type Classic,
  classicGames,
  gameOf,
  plays,
  published,
  type SchemeName,
  schemes,
  stepperOf,
} from "./games.ts";
import { apart, type DiracCourse, extentOf, followedField, played, radii, seenVerdict } from "./runs.ts";

/** How the games are played. */
export interface DiracSetting {
  readonly seed: number;
  /** h, both steps. */
  readonly step: number;
  /** Where courses begin, (θ, ψ). */
  readonly start: readonly [number, number];
  readonly steps: number;
  readonly backend: Backend;
}

/** A start so near to the equilibrium that the game is linear there. */
const NEAR = 1e-6;
/** How much longer than they are shown courses are played, so that they come to their end. */
const LONGER = 3;
/** Steps after which what dies out at once has done so. */
const TRANSIENT = 60;

/** A game in a scheme from the published start, and from beside the equilibrium. */
export async function classicRows(
  classic: Classic,
  setting: DiracSetting,
): Promise<{ runs: Row[]; courses: Row[] }> {
  const { step, steps, start, seed, backend } = setting;
  const sizes = { stepDiscriminator: step, stepGenerator: step };
  const runs: Row[] = [];
  const courses: Row[] = [];
  for (const { name, scheme } of schemes) {
    if (!plays(classic, name)) continue;
    const stepper = stepperOf(name, step, classic);
    const long = LONGER * steps;
    const far = await played(drawGame(gameOf(classic, ...start), seed), stepper, long, backend);
    const near = await played(drawGame(gameOf(classic, NEAR, NEAR), seed), stepper, steps, backend);
    const forecast = dirac.diracForecast(classic.theory, sizes, scheme);
    const fit = fitOscillation(near.theta.slice(TRANSIENT), { rest: 0 });
    const extent = extentOf(far);
    const byHand = followedField(classic.theory, start, { step, steps: long });
    runs.push({
      game: classic.name,
      scheme: name,
      forecast: forecast.verdict,
      phrase: forecast.phrase,
      seen: seenVerdict(far),
      radius: radii(far).at(-1)!,
      extentTheta: extent.theta,
      extentPsi: extent.psi,
      decayRate: classic.theory.target === undefined ? (fit?.decayRate ?? Number.NaN) : Number.NaN,
      theoryRate: forecast.radius === undefined ? Number.NaN : -Math.log(forecast.radius),
      fieldDistance: name === "simultaneous" ? apart(far, byHand) : Number.NaN,
    });
    const shown = { theta: far.theta.slice(0, steps + 1), psi: far.psi.slice(0, steps + 1) };
    courses.push(...courseRows(classic.name, name, shown));
  }
  return { runs, courses };
}

function courseRows(game: string, scheme: string, { theta, psi }: DiracCourse): Row[] {
  return Array.from(theta, (one, step): Row => ({ game, scheme, step, theta: one, psi: psi[step]! }));
}

/** Arrows of a game's field on a grid, from theory. */
export function fieldRows({ name, theory }: Classic): Row[] {
  const places = Array.from({ length: 10 }, (_, k) => -2 + (4 * k) / 9);
  return places.flatMap((psi) =>
    places.map((theta): Row => {
      const [dtheta, dpsi] = theory.field(theta, psi);
      return { game: name, theta, psi, dtheta, dpsi };
    }),
  );
}

/**
 * The effective R1 strength of instance noise from the decay beside the equilibrium, one row a draw of the noise: of
 * simultaneous steps with the rate γ, e^(−2γ) = 1 − hr + h²/4.
 */
export async function noiseRows(draws: number, copies: number, setting: DiracSetting): Promise<Row[]> {
  const noisy = classicGames(copies).find(({ theory }) => theory.kind === "instanceNoise")!;
  const { step, steps, backend, seed } = setting;
  const rows: Row[] = [];
  for (let replica = 0; replica < draws; replica++) {
    const game = drawGame(gameOf(noisy, NEAR, NEAR), seed, replica);
    const { theta } = await played(game, stepperOf("simultaneous", step, noisy), steps, backend);
    const rate = fitOscillation(theta.slice(TRANSIENT), { rest: 0 })?.decayRate ?? Number.NaN;
    rows.push({ replica, strength: (1 + (step * step) / 4 - Math.exp(-2 * rate)) / step });
  }
  return rows;
}

/** Smaller and smaller steps, for the ends of the flow. */
const shares = [1, 0.1, 0.01] as const;

/** The cycles of clipping and WGAN-GP as the steps become small, all over the same time. */
export async function cycleStepRows(setting: DiracSetting): Promise<Row[]> {
  const cycling = classicGames(2).filter(
    ({ theory }) => theory.bound !== undefined || theory.target !== undefined,
  );
  const rows: Row[] = [];
  for (const classic of cycling) {
    for (const share of shares) {
      const step = share * setting.step;
      const steps = Math.round(setting.steps / share);
      const scheme: SchemeName = "alternating 1:1";
      const game = drawGame(gameOf(classic, ...setting.start), setting.seed);
      const course = await played(game, stepperOf(scheme, step, classic), steps, setting.backend);
      const extent = extentOf(course);
      rows.push({ game: classic.name, scheme, step, extentTheta: extent.theta, extentPsi: extent.psi });
    }
  }
  return rows;
}

/** Both fields of consensus optimisation by hand from the same start: their distance at each step. */
export function consensusRows({ start, step, steps }: Omit<DiracSetting, "backend">): Row[] {
  const [right, code] = (["correct", "published"] as const).map((form) =>
    followedField(dirac.consensus(published.consensus, form), start, { step, steps }),
  ) as [DiracCourse, DiracCourse];
  return [...courseRows("correct", "simultaneous", right), ...courseRows("published", "simultaneous", code)];
}

/**
 * The circle to which simultaneous steps of NSGAN come. To second order the field is
 * (−ψ(1/2 + θψ/4), θ(1/2 − θψ/4)), so that the flow has d(ρ²/2)/dt = −θ²ψ²/2, −ρ⁴/16 in the mean over a turn; a finite
 * step adds ρ²/8 of h: the radius grows below √(2h) and falls above.
 */
export async function innerCircleRows(setting: DiracSetting): Promise<Row[]> {
  const game = { ...classicGames(2).find(({ theory }) => theory.kind === "nonSaturating")! };
  const rows: Row[] = [];
  for (const share of [1, 0.5, 0.25]) {
    const step = share * setting.step;
    // The last deviations decay as h²/4 a step.
    const steps = Math.round(60 / (step * step));
    const start = drawGame(gameOf(game, 1, 1), setting.seed);
    const course = await played(start, stepperOf("simultaneous", step, game), steps, setting.backend);
    const last = radii(course).slice(-Math.round((4 * Math.PI) / step));
    rows.push({
      step,
      radius: last.reduce((sum, one) => sum + one, 0) / last.length,
      theory: Math.sqrt(2 * step),
    });
  }
  return rows;
}
