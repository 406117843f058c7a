import { isRadial, type Kernel } from "../kernels/index.ts";
import type { BuiltSim } from "../sim/index.ts";

/**
 * The kernel of a game to which the theory of isolated points applies: the IPM loss, a radial kernel, weight decay
 * alone, free particles, plain descent-ascent. Undefined for any other.
 */
export function freeKernel({ simulation: { game, stepper } }: BuiltSim): Kernel | undefined {
  const { discriminator, loss, penalties, motion } = game;
  if (!("kernel" in discriminator) || "ready" in discriminator) return undefined;
  const { kernel } = discriminator as { kernel: Parameters<typeof isRadial>[0] };
  const decayAlone = penalties.every((one) => !(one.gradient ?? one.bound ?? one.noise));
  const plain = loss.kind === "ipm" && decayAlone && stepper.order !== undefined;
  return plain && motion.free && isRadial(kernel) ? kernel : undefined;
}
