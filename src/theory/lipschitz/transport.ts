import { transport } from "../../numerics/transport.ts";
import { type LipschitzSamples, type Sites, siteDistance, sitesOf } from "./samples.ts";

/** The sites of the true samples that a generated sample's site is matched with, and the mass that moves between them. */
export interface Match {
  readonly generated: number;
  readonly true: number;
  readonly mass: number;
}

/** The 1-Wasserstein distance of the samples, exactly, and a plan that has it, between sites. */
export function wasserstein1(samples: LipschitzSamples): { cost: number; matches: Match[]; sites: Sites } {
  const sites = sitesOf(samples);
  const { ofTrue, ofGenerated } = sites;
  const costs = Array.from(ofTrue).flatMap((x) =>
    Array.from(ofGenerated, (y) => (x === y ? 0 : siteDistance(sites, x, y))),
  );
  const { cost, plan } = transport(samples.trueMasses, samples.generatedMasses, costs);
  const matches = plan.map(({ source, sink, mass }) => ({
    true: ofTrue[source]!,
    generated: ofGenerated[sink]!,
    mass,
  }));
  return { cost, matches: matches.filter((match) => match.true !== match.generated), sites };
}
