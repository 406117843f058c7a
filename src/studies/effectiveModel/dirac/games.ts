import { linear } from "../../../discriminators/index.ts";
import {
  alternating,
  consensus,
  extragradient,
  type Game,
  optimistic,
  type Stepper,
  simultaneous,
} from "../../../dynamics/index.ts";
import { particles } from "../../../generators/index.ts";
import { ipm, type Loss, minimax, nonSaturating } from "../../../losses/index.ts";
import { clip, gradientPenalty, instanceNoise, type Penalty, r1 } from "../../../penalties/index.ts";
import { points } from "../../../targets/index.ts";
import { dirac, type Scheme } from "../../../theory/index.ts";

/** One of the nine classic games: as theory has it, and as a sim file would. */
export interface Classic {
  /** The title of its panel. */
  readonly name: string;
  readonly theory: dirac.DiracGame;
  readonly loss: Loss;
  readonly penalties: readonly Penalty[];
  /** r of consensus optimisation, which is no penalty but a way to step. */
  readonly consensus?: number;
}

/** The parameters of the published experiments. */
export const published = {
  clip: 1,
  gradientPenalty: { strength: 0.7, norm: 1 },
  noise: 0.7,
  weak: 0.3,
  critical: 1,
  consensus: 1,
} as const;

/**
 * The nine vector fields of Mescheder, Geiger, Nowozin (ICML 2018, arXiv 1801.04406) and the parameters of their
 * experiments. A sim file's `gradientPenalty` costs ξ(‖∇f‖ − g)² without a half: ξ = r/2.
 * @param copies displaced samples that stand for the instance noise of one point
 */
export function classicGames(copies: number): Classic[] {
  const { gradientPenalty: wanted, weak, critical, noise } = published;
  const plain = (name: string, theory: dirac.DiracGame, loss: Loss, ...penalties: Penalty[]): Classic => ({
    name,
    theory,
    loss,
    penalties,
  });
  return [
    plain("GAN", dirac.unpenalized("minimax"), minimax()),
    plain("NSGAN", dirac.unpenalized("nonSaturating"), nonSaturating()),
    plain("WGAN, clipped", dirac.clipped(published.clip), ipm(), clip(published.clip)),
    plain(
      "WGAN-GP",
      dirac.gradientPenalty(wanted.strength, wanted.norm),
      ipm(),
      gradientPenalty(wanted.strength / 2, { norm: wanted.norm }),
    ),
    plain("GAN, instance noise", dirac.instanceNoise(noise), minimax(), instanceNoise(noise, copies)),
    plain(`GAN, R1 = ${weak}`, dirac.r1("minimax", weak), minimax(), r1(weak)),
    plain(`GAN, R1 = ${critical}, critical`, dirac.r1("minimax", critical), minimax(), r1(critical)),
    {
      ...plain("GAN, consensus", dirac.consensus(published.consensus), minimax()),
      consensus: published.consensus,
    },
    plain(`NSGAN, R1 = ${weak}`, dirac.r1("nonSaturating", weak), nonSaturating(), r1(weak)),
  ];
}

/** The schemes in which each game is played; 1:5 is one step of the generator on five of the discriminator. */
export const schemes = [
  { name: "simultaneous", scheme: { kind: "simultaneous" } },
  { name: "alternating 1:1", scheme: { kind: "alternating" } },
  { name: "alternating 1:5", scheme: { kind: "alternating", discriminatorSteps: 5 } },
  { name: "optimistic", scheme: { kind: "optimistic" } },
  { name: "extragradient", scheme: { kind: "extragradient" } },
] as const satisfies readonly { name: string; scheme: Scheme }[];
export type SchemeName = (typeof schemes)[number]["name"];

/** Consensus optimisation is a way to step of its own: the simulator has it with both players at once. */
export function plays({ consensus: r }: Classic, name: SchemeName): boolean {
  return r === undefined || name === "simultaneous";
}

/** The stepper of a scheme with both steps of size h. */
export function stepperOf(
  name: SchemeName,
  h: number,
  { consensus: r }: Pick<Classic, "consensus">,
): Stepper {
  const sizes = { stepDiscriminator: h, stepGenerator: h };
  if (r !== undefined) return consensus({ ...sizes, strength: r });
  switch (name) {
    case "simultaneous":
      return simultaneous(sizes);
    case "alternating 1:1":
      return alternating(sizes);
    case "alternating 1:5":
      return alternating({ ...sizes, discriminatorSteps: 5 });
    case "optimistic":
      return optimistic(sizes);
    case "extragradient":
      return extragradient(sizes);
  }
}

/** The game of a start (θ, ψ). The program's discriminator is high on true points: w = −ψ. */
export function gameOf(
  { loss, penalties }: Pick<Classic, "loss" | "penalties">,
  theta: number,
  psi: number,
): Game {
  return {
    target: points([[0]]),
    generator: particles({ start: [[theta]] }),
    discriminator: linear({ start: [-psi] }),
    loss,
    penalties,
  };
}
