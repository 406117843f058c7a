import { define } from "../../options/index.ts";
import { here, type Play, type Stand, type Stepper, weights } from "../stepper.ts";
import { ascend, named } from "./ascend.ts";
import { stepSizes } from "./options.ts";

/**
 * Extragradient (Korpelevich 1976; for GANs Gidel et al. 2019, "A Variational Inequality Perspective on GANs",
 * eq. 11): both players look one step ahead, and then step from where they are in the directions that they
 * found there:
 *
 *   z' = z + η g(z),   z ← z + η g(z').
 *
 * Bounds hold for z' too.
 */
export const extragradient = define(
  "extragradient",
  stepSizes,
  ({ stepDiscriminator, stepGenerator }): Stepper => ({
    kind: "extragradient",
    stepDiscriminator,
    stepGenerator,
    key: "extragradient",
    pace: [stepDiscriminator, stepGenerator],
    memory: () => ({}),
    sequence: (play) => {
      const now = play.field(here);
      const ahead = standAhead(play);
      const then = play.field(ahead);
      return [
        ...now.calls,
        ...ascend(play, "discriminator", now.discriminator, ahead.discriminator),
        ...ascend(play, "generator", now.generator, ahead.generator),
        ...then.calls,
        ...ascend(play, "discriminator", then.discriminator),
        ...ascend(play, "generator", then.generator),
      ];
    },
  }),
);

/** A discriminator that responds has nothing to be looked ahead for. */
function standAhead(play: Play): Stand {
  return {
    discriminator: play.rows.discriminator > 0 ? named("ahead", "discriminator") : weights,
    generator: named("ahead", "generator"),
    tag: "Ahead",
  };
}
