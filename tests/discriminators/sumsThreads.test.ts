import { describe, expect, it } from "vitest";
import { inlineSums } from "../../src/discriminators/sums/inline.ts";
import { kernelSums } from "../../src/discriminators/sums/kernelSums.ts";
import { pairThreads } from "../../src/studies/executors/pairThreads.ts";
import { everyKernel, randomSum } from "./sumsReference.ts";

describe("worker threads for sums", () => {
  it("give the bits of the calling thread, however many they are, from one sum to the next", async () => {
    const inputs = [
      randomSum(2, 3000, 2100, 6, 1),
      randomSum(2, 2000, 3000, 90, 2),
      randomSum(5, 300, 700, 3, 3),
    ];
    const kernels = [everyKernel.gaussian!, everyKernel.laplacian!, everyKernel.multiScale!];
    const here = inlineSums();
    const pools = [1, 2, 3].map(pairThreads);
    for (const executor of pools) {
      for (const [k, input] of inputs.entries()) {
        for (const precision of ["single", "double"] as const) {
          const one = await kernelSums(kernels[k]!, input, { precision, executor: here });
          const other = await kernelSums(kernels[k]!, input, { precision, executor });
          expect(other).toEqual(one);
        }
      }
    }
    await Promise.all(pools.map((pool) => pool.close()));
  });

  it("take sums that come at the same time one after the other", async () => {
    const executor = pairThreads(2);
    const inputs = [1, 2, 3, 4].map((seed) => randomSum(2, 400, 600, 5, seed));
    const together = await Promise.all(
      inputs.map((input) => kernelSums(everyKernel.gaussian!, input, { executor })),
    );
    for (const [k, input] of inputs.entries()) {
      expect(together[k]).toEqual(await kernelSums(everyKernel.gaussian!, input));
    }
    await executor.close();
    await executor.close();
  });
});
