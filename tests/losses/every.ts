import {
  exponential,
  hinge,
  ipm,
  type Loss,
  leastSquares,
  minimax,
  nonSaturating,
  relativistic,
  squareRoot,
} from "../../src/losses/index.ts";

/** Every loss, with each choice that changes its functions. */
export const everyLoss: readonly (readonly [string, Loss])[] = [
  ["ipm", ipm()],
  ["minimax", minimax()],
  ["nonSaturating", nonSaturating()],
  ["leastSquares", leastSquares()],
  ["leastSquares of other labels", leastSquares({ real: 0.9, fake: 0.1, goal: 0.7 })],
  ["hinge", hinge()],
  ["relativistic", relativistic()],
  ["relativistic, saturating", relativistic({ saturating: true, pairing: "matched" })],
  ["relativistic hinge", relativistic({ link: "hinge" })],
  ["relativistic hinge, saturating", relativistic({ link: "hinge", saturating: true })],
  ["exponential", exponential()],
  ["squareRoot", squareRoot()],
];

/** The names of a loss's functions. */
export const functionNames = [
  "truePull",
  "generatedPull",
  "generatorPull",
  "trueValue",
  "generatedValue",
  "generatorValue",
] as const;
