import type { Call } from "../../engine/index.ts";
import { type FormProgram, type Member, rowsOf } from "../form.ts";
import { tick } from "../tick.ts";
import { departures, gradientOfCoefficients, learnCoefficients, phases } from "./bodies.ts";
import { type Box, boxOf } from "./box.ts";
import type { FourierLayout } from "./layout.ts";
import { modeRuns, modesOf } from "./modes.ts";
import { Strengths, trueProjection } from "./projection.ts";
import { fourierSubstitutes, runTable } from "./substitutes.ts";

/** The arrays and calls for members that share the sizes of their boxes. */
export function fourierProgram(
  members: readonly Member[],
  layoutOf: (member: Member) => FourierLayout,
): FormProgram {
  const first = members[0]!;
  const { dimension } = first.target;
  const boxes = new Map(members.map((member) => [member, boxOf(member, layoutOf(member))]));
  const box = (member: Member): Box => boxes.get(member)!;
  const { reach } = box(first);
  const modes = modesOf(reach);
  const count = modes.length / dimension;
  const S = members.length;
  const strengths = new Strengths(modes);
  const strength = (member: Member) => strengths.of(member.discriminator.kernel, box(member).periods);
  const constants = { D: dimension, n: first.count, MODES: count, LADDER: 1 + Math.max(...reach) };
  const runs = modeRuns(reach);
  const calls = fourierCalls(constants);
  return {
    state: {
      coefficients: new Float64Array(2 * count * S),
      clock: new Float64Array(S),
      departed: new Float64Array(S).fill(-1),
    },
    parameters: {
      centre: rowsOf(members, (member) => box(member).centre),
      half: rowsOf(members, (member) => box(member).half),
      period: rowsOf(members, (member) => box(member).periods),
      strength: rowsOf(members, strength),
      projection: rowsOf(members, (member) => trueProjection(member, box(member), modes, strength(member))),
    },
    tables: { modes: Float64Array.from(modes), runs: runTable(runs) },
    departed: "departed",
    ...calls,
    substitutes: fourierSubstitutes(constants, runs.length, calls),
  };
}

function fourierCalls(constants: Readonly<Record<"D" | "n" | "MODES" | "LADDER", number>>) {
  const { D, n, MODES, LADDER } = constants;
  const common = { constants, helpers: {} };
  const prepare: Call[] = [
    { name: "tick", output: "clock", rows: 1, body: tick, reads: ["clock"], ...common },
    {
      name: "departures",
      output: "departed",
      rows: 1,
      body: departures,
      reads: ["departed", "clock", "position", "centre", "half"],
      ...common,
    },
    {
      name: "phases",
      output: "ladder",
      rows: n * D * 2 * LADDER,
      body: phases,
      reads: ["position", "centre", "period"],
      ...common,
    },
  ];
  const learn: Call[] = [
    {
      name: "learnCoefficients",
      output: "coefficients",
      rows: 2 * MODES,
      body: learnCoefficients,
      reads: ["coefficients", "projection", "strength", "rates", "generatedPull", "ladder", "modes"],
      ...common,
    },
  ];
  const feel: Call[] = [
    {
      name: "gradientOfCoefficients",
      output: "gradient",
      rows: n * D,
      body: gradientOfCoefficients,
      reads: ["coefficients", "ladder", "period", "modes"],
      ...common,
    },
  ];
  return { prepare, learn, feel };
}
