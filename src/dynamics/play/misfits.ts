import { InputError } from "../../options/index.ts";
import type { DrawnGame } from "../game.ts";

/** @throws InputError at the first part of a game that does not go with the others. */
export function refuseMisfits(game: DrawnGame): void {
  refuseCosts(game);
  refusePeaks(game);
  refusePairs(game);
  refuseSeconds(game);
}

/** A discriminator that does not learn step by step can pay no gradient penalty. */
function refuseCosts({ discriminator, penalties }: DrawnGame): void {
  if (!("responds" in discriminator)) return;
  penalties.forEach(({ gradient, noise, kind }, k) => {
    if (gradient === undefined && noise === undefined) return;
    throw new InputError(
      `penalties[${k}]`,
      `${kind} does not go with the discriminator ${discriminator.kind}`,
    );
  });
}

/** Where f has a peak its slope is 0 or undefined, whatever it learns; instance noise moves the samples off it. */
function refusePeaks({ discriminator, penalties }: DrawnGame): void {
  if (!("peaks" in discriminator) || penalties.some(({ noise }) => noise !== undefined)) return;
  penalties.forEach(({ gradient, kind }, k) => {
    if (gradient === undefined || gradient.on !== discriminator.peaks) return;
    throw new InputError(
      `penalties[${k}]`,
      `${kind} penalizes slopes at the points where ${discriminator.kind} have their peaks and no slope; use a penalty elsewhere, as gradientPenalty`,
    );
  });
}

/** Pairs of a true point and a particle each have to come out even. */
function refusePairs({ loss, drawn, generator }: DrawnGame): void {
  if (loss.pairing !== "matched") return;
  const [N, n] = [drawn.masses.length, generator.count];
  if (n !== N) {
    throw new InputError("loss.pairing", `matched needs as many particles as true points, not ${n} and ${N}`);
  }
  const odd = drawn.masses.findIndex((mass, i) => Math.abs(mass - generator.masses[i]!) > 1e-9 * mass);
  if (odd < 0) return;
  throw new InputError(
    "loss.pairing",
    `matched needs particle ${odd + 1} to have the mass of true point ${odd + 1}`,
  );
}

/** The samples are drawn in one way for all penalties. */
function refuseSeconds({ penalties, generator }: DrawnGame): void {
  const noisy = penalties.flatMap(({ noise }, k) => (noise === undefined ? [] : [k]));
  if (noisy.length > 1) {
    throw new InputError(`penalties[${noisy[1]}]`, `is a second noise beside penalties[${noisy[0]}]`);
  }
  let drawn: number | undefined;
  penalties.forEach(({ gradient }, k) => {
    if (gradient?.on !== "interpolates") return;
    const count = gradient.interpolates ?? generator.count;
    if (drawn !== undefined && count !== drawn) {
      throw new InputError(
        `penalties[${k}].interpolates`,
        `must be as many as those of the gradient penalty before it, ${drawn}, not ${count}`,
      );
    }
    drawn = count;
  });
}
