import type { Call } from "../../engine/index.ts";
import { tick } from "../tick.ts";
import { envelopes, ladders } from "./features.ts";
import { departures, homes } from "./homes.ts";
import { gradientOfMoments, learnMoments } from "./moments.ts";

/** Sizes and numbers that the texts of the form are compiled with. */
export type TaylorConstants = Readonly<
  Record<"D" | "n" | "N" | "SCALES" | "FEATURES" | "LADDER" | "BITS" | "SCALE" | "REACH2" | "FLOOR", number>
>;

/** The calls of the form: what both players need to know of the positions, learning, and feeling. */
export function taylorCalls(constants: TaylorConstants) {
  return { prepare: prepareCalls(constants), learn: learnCalls(constants), feel: feelCalls(constants) };
}

function prepareCalls(constants: TaylorConstants): Call[] {
  const { D, n, N, SCALES, LADDER } = constants;
  const pairs = N * SCALES * n;
  const common = { constants, helpers: {} };
  return [
    { name: "tick", output: "clock", rows: 1, body: tick, reads: ["clock"], ...common },
    {
      name: "envelopes",
      output: "envelope",
      rows: pairs,
      body: envelopes,
      reads: ["position", "centres", "widths", "amplitudes"],
      ...common,
    },
    {
      name: "ladders",
      output: "ladder",
      rows: pairs * D * LADDER,
      body: ladders,
      reads: ["position", "centres", "widths", "envelope"],
      ...common,
    },
  ];
}

function learnCalls(constants: TaylorConstants): Call[] {
  const { N, SCALES, FEATURES } = constants;
  return [
    {
      name: "learnMoments",
      output: "moments",
      rows: N * SCALES * FEATURES,
      body: learnMoments,
      reads: ["moments", "projection", "rates", "generatedPull", "envelope", "ladder", "exponents"],
      constants,
      helpers: {},
    },
  ];
}

function feelCalls(constants: TaylorConstants): Call[] {
  const { D, n } = constants;
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
      name: "gradientOfMoments",
      output: "gradient",
      rows: n * D,
      body: gradientOfMoments,
      reads: ["moments", "factors", "exponents", "home", "envelope", "ladder", "widths"],
      ...common,
    },
  ];
}
