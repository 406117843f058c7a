import { z } from "zod";
import { count, fraction, positive } from "../../../options/index.ts";

const queues = (longest: number) => z.array(count(1, longest)).min(2);

/** Options of the study of time averages. */
export const timeAverageShape = {
  step: positive().max(0.3).default(0.03).describe("both step sizes of the bilinear game"),
  orbit: count(1000, 200_000).default(8192).describe("steps of its courses"),
  delays: queues(64)
    .default([1, 2, 4, 8, 16, 32])
    .describe("lengths of queues Q at which its multipliers are found"),
  mass: fraction().default(0.3).describe("mass of the first of two modes; the other one has the rest"),
  separation: positive().default(1).describe("how far apart the two modes are, in widths of the kernel"),
  steps: count(512, 100_000).default(2048).describe("T of the game of two modes"),
  queues: queues(512)
    .default([1, 2, 4, 8, 16, 32, 64])
    .describe("lengths Q of the queue of the generator's models in that game"),
  seeds: count(2).default(16).describe("starts of the particle, at scale 1"),
  networkSteps: count(1024, 100_000).default(6144).describe("T of the game of a network"),
  networkQueues: queues(64).default([1, 4, 16]).describe("lengths Q in that game"),
  networkSeeds: count(2).default(8).describe("networks and starts, at scale 1"),
};

export type TimeAverageOptions = z.output<z.ZodObject<typeof timeAverageShape, z.core.$strict>>;

/** Numbers that double from a least one up to and with a last one. */
export function doublings(last: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => Math.round(last / 2 ** (count - 1 - k)));
}
