import type { Loss } from "../losses/index.ts";
import { define } from "../options/index.ts";
import { finiteOnly, type Observable, type Setting } from "./observable.ts";

/**
 * Both players' objectives without penalties, at the discriminator as it is: `lossValue` is what the discriminator
 * ascends, Σ_i p_i ℓ_true(f(x_i)) + Σ_j q_j ℓ_generated(f(y_j)), and `generatorValue` what the generator ascends,
 * Σ_j q_j m(f(y_j)); for a relativistic loss the sums over its pairs. Noise on the samples is left out.
 *
 * A kernel discriminator in a form of fixed length has no values at hand: they are summed over the particles' whole
 * path, at a cost that grows with the steps before.
 */
export const lossValue = define(
  "lossValue",
  {},
  (): Observable =>
    finiteOnly({
      kind: "lossValue",
      follows: "values",
      columns: () => ["lossValue", "generatorValue"],
      measure({ discriminator }, setting) {
        const { loss } = setting;
        const values = discriminator?.values;
        if (loss === undefined || values === undefined) return [Number.NaN, Number.NaN];
        return loss.pairing === undefined ? sums(loss, setting, values) : pairSums(loss, setting, values);
      },
    }),
);

function sums(loss: Loss, { target, masses }: Setting, values: Float64Array): [number, number] {
  const N = target.masses.length;
  const of = (value: Loss["trueValue"], f: number) => value(f, ...loss.numbers);
  let discriminator = 0;
  let generator = 0;
  target.masses.forEach((mass, i) => {
    discriminator += mass * of(loss.trueValue, values[i]!);
  });
  masses.forEach((mass, j) => {
    discriminator += mass * of(loss.generatedValue, values[N + j]!);
    generator += mass * of(loss.generatorValue, values[N + j]!);
  });
  return [discriminator, generator];
}

function pairSums(loss: Loss, { target, masses }: Setting, values: Float64Array): [number, number] {
  const N = target.masses.length;
  let discriminator = 0;
  let generator = 0;
  const add = (i: number, j: number, mass: number) => {
    const difference = values[i]! - values[N + j]!;
    discriminator += mass * loss.trueValue(difference, ...loss.numbers);
    generator += mass * loss.generatorValue(difference, ...loss.numbers);
  };
  target.masses.forEach((mass, i) => {
    if (loss.pairing === "matched") {
      add(i, i, mass);
    } else {
      masses.forEach((other, j) => {
        add(i, j, mass * other);
      });
    }
  });
  return [discriminator, generator];
}
