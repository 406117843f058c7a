import { family } from "../options/index.ts";
import { bestResponse, bestResponseKind } from "./bestResponse.ts";
import { boundedUnits } from "./boundedUnits.ts";
import { cones } from "./cones.ts";
import type { Discriminator } from "./discriminator.ts";
import { kernelDiscriminator, kernelDiscriminatorKind } from "./kernelDiscriminator.ts";
import { linear } from "./linear.ts";
import { networkDiscriminator } from "./networkDiscriminator.ts";
import { quadratic } from "./quadratic.ts";

/** The register of discriminators. */
export const discriminators = family<Discriminator>([
  kernelDiscriminatorKind,
  linear,
  networkDiscriminator,
  bestResponseKind,
  cones,
  quadratic,
  boundedUnits,
]);

export { chooseForm, departedFrom, forms } from "./chooseForm.ts";
export type { Discriminator, KernelDiscriminator } from "./discriminator.ts";
export type { Form, FormProgram, Member } from "./form.ts";
export { rowsOf } from "./form.ts";
export { inducingModel } from "./inducing/model.ts";
export type { Model, ModelDiscriminator, ModelSetting, Place } from "./model.ts";
export type { FormKind, FormReport } from "./report.ts";
export { bestResponse, boundedUnits, cones, kernelDiscriminator, linear, networkDiscriminator, quadratic };
