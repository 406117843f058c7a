import { InputError, quoted } from "../options/index.ts";
import { memberOf } from "./assemble.ts";
import { FormPlan } from "./formPlan.ts";
import { ModelPlan } from "./modelPlan.ts";
import type { Plan } from "./plan.ts";
import type { Simulation } from "./simulation.ts";

/**
 * How a simulation of T steps is run. A kernel discriminator that every sample pulls with constant strength is a fixed
 * sum over the particles' path: its forms hold it exactly, or to a stated error, for every kernel that is a function of
 * the distance. Everything else is a model with parameters.
 * @throws InputError for a form asked for by name that cannot hold the game, and for parts that do not go together.
 */
export function planOf(simulation: Simulation, steps: number): Plan {
  const { discriminator } = simulation.game;
  if (!("form" in discriminator) || discriminator.form === "inducing") return new ModelPlan(simulation);
  const why = beyondForms(simulation);
  if (why === undefined) return new FormPlan(simulation, memberOf(simulation, steps));
  if (discriminator.form === "auto") return new ModelPlan(simulation);
  throw new InputError(
    "discriminator.form",
    `${quoted(discriminator.form)} does not go with ${why}; use auto or inducing`,
  );
}

/** What of a game the forms of a kernel discriminator do not know. */
function beyondForms({ game, stepper }: Simulation): string | undefined {
  const { discriminator, loss, penalties, motion } = game;
  if ("kernel" in discriminator && !("terms" in discriminator.kernel)) {
    return `the kernel ${discriminator.kernel.kind}`;
  }
  if (!loss.constant) return `the loss ${loss.kind}`;
  const other = penalties.find((one) => one.gradient ?? one.bound ?? one.noise ?? one.ridge);
  if (other !== undefined) return `the penalty ${other.kind}`;
  if (motion.generate !== undefined) return `the generator ${game.generator.kind}`;
  if (stepper.order === undefined) return `the dynamics ${stepper.kind}`;
  return undefined;
}
