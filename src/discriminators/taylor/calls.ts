import type { Call } from "../../engine/index.ts";
import { departures, gradientOfCoefficients, homes, learnCoefficients, tick } from "./coefficients.ts";
import { envelopes, ladders, powers, slopes } from "./features.ts";

/** Sizes and numbers that the texts of the form are compiled with. */
export type TaylorConstants = Readonly<
  Record<"D" | "n" | "N" | "SCALES" | "FEATURES" | "LADDER" | "STRIDE" | "STEPS" | "BITS" | "REACH2", number>
>;

/** The calls of the form: what both players need to know of the positions, learning, and feeling. */
export function taylorCalls(constants: TaylorConstants) {
  return { prepare: prepareCalls(constants), learn: learnCalls(constants), feel: feelCalls(constants) };
}

function prepareCalls(constants: TaylorConstants): Call[] {
  const { D, n, N, SCALES, LADDER, STEPS } = constants;
  const centres = N * SCALES;
  const common = { constants, helpers: {} };
  return [
    { name: "tick", output: "clock", rows: 1, body: tick, reads: ["clock"], ...common },
    {
      name: "envelopes",
      output: "envelope",
      rows: centres * n,
      body: envelopes,
      reads: ["position", "centres", "widths", "amplitudes"],
      ...common,
    },
    {
      name: "powers",
      output: "power",
      rows: centres * n * D * STEPS,
      body: powers,
      reads: ["position", "centres", "widths", "roots", "envelope"],
      ...common,
    },
    {
      name: "ladders",
      output: "ladder",
      rows: centres * n * D * LADDER,
      body: ladders,
      reads: ["power", "mixing"],
      ...common,
    },
  ];
}

function learnCalls(constants: TaylorConstants): Call[] {
  const { N, SCALES, FEATURES } = constants;
  const centres = N * SCALES;
  const common = { constants, helpers: {} };
  return [
    {
      name: "learnCoefficients",
      output: "coefficients",
      rows: centres * FEATURES,
      body: learnCoefficients,
      reads: ["coefficients", "projection", "rates", "generatedPull", "envelope", "ladder", "exponents"],
      ...common,
    },
  ];
}

function feelCalls(constants: TaylorConstants): Call[] {
  const { D, n, N, SCALES, LADDER } = constants;
  const centres = N * SCALES;
  const common = { constants, helpers: {} };
  return [
    { name: "homes", output: "home", rows: n, body: homes, reads: ["position", "centres"], ...common },
    {
      name: "departures",
      output: "departed",
      rows: 1,
      body: departures,
      reads: ["departed", "clock", "position", "centres", "home", "region2"],
      ...common,
    },
    {
      name: "slopes",
      output: "slope",
      rows: centres * n * D * LADDER,
      body: slopes,
      reads: ["ladder"],
      ...common,
    },
    {
      name: "gradientOfCoefficients",
      output: "gradient",
      rows: n * D,
      body: gradientOfCoefficients,
      reads: ["coefficients", "widths", "home", "envelope", "ladder", "slope", "exponents"],
      ...common,
    },
  ];
}
