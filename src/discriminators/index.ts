import { family } from "../options/index.ts";
import { kernelDiscriminator, kernelDiscriminatorKind } from "./kernelDiscriminator.ts";

/** The register of discriminators. */
export const discriminators = family([kernelDiscriminatorKind]);

export { chooseForm, departedFrom, forms } from "./chooseForm.ts";
export type { FormKind, FormReport, KernelDiscriminator } from "./discriminator.ts";
export type { Form, FormProgram, Member } from "./form.ts";
export { rowsOf } from "./form.ts";
export { kernelDiscriminator };
