import { z } from "zod";
import { type AnyKernel, isRadial, type Kernel, kernels, type TangentKernel } from "../kernels/index.ts";
import { define, InputError, inside } from "../options/index.ts";
import type { KernelDiscriminator, TangentDiscriminator } from "./discriminator.ts";

/** Names of the forms, for sim files. */
const formNames = ["auto", "history", "taylor", "fourier", "inducing"] as const;

type FormName = (typeof formNames)[number];

const memory = {
  form: z
    .enum(formNames)
    .optional()
    .describe("how f is held; auto picks the cheapest that is accurate enough"),
  accuracy: z
    .number()
    .min(1e-14)
    .max(0.1)
    .optional()
    .describe("bound on the error of ∇K of a truncated form, in units of 1/width; 1e-9 when left out"),
  truncation: z
    .number()
    .min(0)
    .max(0.5)
    .optional()
    .describe(
      "history: forget a position below this share of its first weight; 1e-17 when left out, 0 for never",
    ),
  padding: z
    .number()
    .min(1)
    .max(1000)
    .optional()
    .describe("fourier: room for the particles about all points and starts, in widths; 5 when left out"),
};

type Memory = { form?: FormName; accuracy?: number; truncation?: number; padding?: number };

/** The kind `kernel` of sim files. */
export const kernelDiscriminatorKind = define(
  "kernel",
  { kernel: kernels.spec, ...memory },
  ({ kernel, ...rest }) => {
    const built = inside("kernel", () => kernels.build(kernel));
    return assemble(built, rest as Memory);
  },
);

/** A discriminator that is linear in the function space of `kernel`, f⁰ = 0. */
export function kernelDiscriminator(kernel: Kernel, options?: Memory): KernelDiscriminator;
export function kernelDiscriminator(kernel: TangentKernel, options?: Memory): TangentDiscriminator;
export function kernelDiscriminator(kernel: AnyKernel, options: Memory = {}) {
  return assemble(kernel, checkMemory(options));
}

const checkMemory = define("kernel", memory, (options) => options as Memory);

/** Of a kernel without a width, whose features fill a box: room on all sides in halves of the box. */
const tangentPadding = 1;

function assemble(
  kernel: AnyKernel,
  { form = "auto", accuracy, truncation = 1e-17, padding }: Memory,
): KernelDiscriminator | TangentDiscriminator {
  if (!isRadial(kernel)) {
    if (form !== "auto" && form !== "inducing") {
      throw new InputError(
        "form",
        `${form} needs a kernel of the distance, not ${kernel.kind}; use inducing`,
      );
    }
    return {
      kind: "kernel",
      kernel,
      form,
      accuracy: accuracy ?? 1e-3,
      padding: padding ?? tangentPadding,
    };
  }
  if (form === "taylor" && !kernel.gaussian) {
    throw new InputError(
      "form",
      `taylor needs a Gaussian kernel or a sum of them, not ${kernel.kind}; use history`,
    );
  }
  if (form === "fourier" && kernel.terms.some((term) => term.spectrum === undefined)) {
    throw new InputError("form", `fourier needs the spectral density of ${kernel.kind}; use history`);
  }
  const held = { accuracy: accuracy ?? 1e-9, truncation, padding: padding ?? 5 };
  return { kind: "kernel", kernel, width: kernel.width, form, ...held };
}
