import { drawGame, StepMap, type Stepper } from "../../../dynamics/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { minimax } from "../../../losses/index.ts";
import { jacobianEigenvalues } from "../../../numerics/jacobian.ts";
import { type Complex, modulus } from "../../../numerics/linearAlgebra.ts";
import { r1 } from "../../../penalties/index.ts";
import { dirac, gameRadius, multipliers, type Scheme } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { endOfOscillation, type Found } from "../damping/critical.ts";
import { farthestFrom } from "../damping/spectrum.ts";
import { type Classic, gameOf, schemes, stepperOf } from "./games.ts";

/** The multipliers of a step at the equilibrium, from the numerical Jacobian of the whole step map. */
export async function stepMultipliers(
  game: Pick<Classic, "loss" | "penalties">,
  stepper: Stepper,
  backend: Backend,
): Promise<Complex[]> {
  const map = new StepMap({ game: drawGame(gameOf(game, 0, 0), 1), stepper }, backend);
  // A stepper that remembers the last step has made one.
  const [state] = await map.images([map.start]);
  return await jacobianEigenvalues((states) => map.images(states), state!);
}

/** GAN with R1 of one strength. */
function penalized(strength: number): Pick<Classic, "loss" | "penalties"> {
  return { loss: minimax(), penalties: [r1(strength)] };
}

/** The strengths r of the sweep, of R1 and of consensus. */
export const sweep = Array.from({ length: 13 }, (_, k) => 0.2 * k);

/** Largest modulus against the strength of R1, by scheme, and of consensus: numerical Jacobian beside closed form. */
export async function multiplierSweep(step: number, backend: Backend): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, scheme } of schemes) {
    for (const strength of sweep) {
      const stepper = stepperOf(name, step, {});
      const found = await stepMultipliers(penalized(strength), stepper, backend);
      rows.push(sweepRow(name, strength, found, expected(dirac.r1("minimax", strength), step, scheme)));
    }
  }
  for (const strength of sweep) {
    const stepper = stepperOf("simultaneous", step, { consensus: strength });
    const found = await stepMultipliers({ loss: minimax(), penalties: [] }, stepper, backend);
    const theory = expected(dirac.consensus(strength), step, { kind: "simultaneous" });
    rows.push(sweepRow("consensus", strength, found, theory));
  }
  return rows;
}

function expected({ linear }: dirac.DiracGame, step: number, scheme: Scheme): Complex[] {
  return multipliers(linear!, { stepDiscriminator: step, stepGenerator: step }, scheme);
}

function sweepRow(
  scheme: string,
  strength: number,
  found: readonly Complex[],
  theory: readonly Complex[],
): Row {
  return {
    scheme,
    strength,
    modulus: Math.max(...found.map(modulus)),
    theoryModulus: Math.max(...theory.map(modulus)),
    error: farthestFrom(found, theory),
  };
}

/** Theory's lines of the sweep, finely. */
export function multiplierLines(step: number): Row[] {
  const steps = { stepDiscriminator: step, stepGenerator: step };
  const last = sweep.at(-1)!;
  const games: [string, Scheme, (strength: number) => dirac.DiracGame][] = [
    ...schemes.map(({ name, scheme }): [string, Scheme, (strength: number) => dirac.DiracGame] => [
      name,
      scheme,
      (strength) => dirac.r1("minimax", strength),
    ]),
    ["consensus", { kind: "simultaneous" }, (strength) => dirac.consensus(strength)],
  ];
  return games.flatMap(([name, scheme, game]) =>
    Array.from({ length: 251 }, (_, k): Row => {
      const strength = (last * k) / 250;
      return { scheme: name, strength, modulus: gameRadius(game(strength).linear!, steps, scheme) };
    }),
  );
}

/** The strength of R1 at which the numerical multipliers meet, from five strengths about there. */
export async function meetingStrength(
  name: "simultaneous" | "alternating 1:1",
  step: number,
  backend: Backend,
): Promise<Found> {
  const strengths = [0.5, 0.7, 0.9, 1.1, 1.3];
  const squares: number[] = [];
  for (const strength of strengths) {
    const found = await stepMultipliers(penalized(strength), stepperOf(name, step, {}), backend);
    const [a, b] = found as [Complex, Complex];
    squares.push(((a.im - b.im) ** 2 - (a.re - b.re) ** 2) / 4);
  }
  return endOfOscillation(strengths, squares);
}

/** The largest h for which a simultaneous step with R1 is stable, by bisection over numerical Jacobians. */
export async function stableStep(strength: number, backend: Backend): Promise<number> {
  let [low, high] = [0.01, 10];
  for (let k = 0; k < 40; k++) {
    const middle = (low + high) / 2;
    const found = await stepMultipliers(penalized(strength), stepperOf("simultaneous", middle, {}), backend);
    if (Math.max(...found.map(modulus)) > 1) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
