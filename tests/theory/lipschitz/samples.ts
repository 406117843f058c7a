import { randomStream } from "../../../src/numerics/random.ts";
import { lipschitz } from "../../../src/theory/index.ts";

/** Random samples of random masses; the first `shared` generated ones lie on true ones. */
export function randomSamples(
  seed: number,
  { trues = 5, generated = 6, dimension = 2, shared = 0 } = {},
): lipschitz.LipschitzSamples {
  const stream = randomStream(seed, 77);
  const masses = (count: number) => {
    const raw = Array.from({ length: count }, () => 0.2 + stream.uniform());
    const sum = raw.reduce((one, other) => one + other, 0);
    return raw.map((mass) => mass / sum);
  };
  const coordinates = (count: number) => Array.from({ length: count * dimension }, () => stream.normal());
  const truePoints = coordinates(trues);
  const generatedPoints = coordinates(generated);
  for (let k = 0; k < shared * dimension; k++) generatedPoints[k] = truePoints[k]!;
  return {
    dimension,
    truePoints,
    trueMasses: masses(trues),
    generatedPoints,
    generatedMasses: masses(generated),
  };
}

/** One true point at 1 and one generated at 0, a distance 1 apart. */
export const twoPoints: lipschitz.LipschitzSamples = {
  dimension: 1,
  truePoints: [1],
  trueMasses: [1],
  generatedPoints: [0],
  generatedMasses: [1],
};

export const smooth = lipschitz.validObjectives.filter(({ linear }) => !linear);
