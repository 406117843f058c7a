import { it } from "vitest";
import { largestDifference, narrowestWidth, randomKernels, run, someSketches } from "./games.ts";
import { forceErrors } from "./oracles/forceAlongPath.ts";

const q = (e: number[]) => {
  e.sort((x, y) => x - y);
  return [e[e.length >> 1], e[Math.floor(e.length * 0.9)], e.at(-1)]
    .map((x) => x!.toExponential(1))
    .join(" ");
};
it("x", async () => {
  for (const [name, kernel] of [["laplacian", randomKernels.laplacian]] as const) {
    for (const [d, N, n] of [
      [1, 1, 2],
      [2, 3, 2],
      [3, 2, 4],
    ] as const) {
      const s = someSketches(30, 7, { kernel, dimensions: [d], points: [N, N], particles: [n, n] });
      for (const form of ["history", "taylor"] as const)
        for (const accuracy of [1e-4, 1e-8, 1e-12]) {
          if (form === "taylor" && !name.startsWith("gauss")) continue;
          if (form === "history" && accuracy !== 1e-4) continue;
          for (const backend of ["cpu", "webasm"] as const) {
            if (form === "taylor" && d === 3 && accuracy < 1e-5) continue;
            const t0 = performance.now();
            try {
              const a = await run(s, { steps: 40, backend }, { form, accuracy, truncation: 0 });
              console.log(
                name,
                d,
                form,
                accuracy,
                backend,
                q(a.map((t, i) => Math.max(...forceErrors(s[i]!, t)))),
                a[0]!.form.length,
                (performance.now() - t0).toFixed(),
              );
            } catch (e) {
              console.log(name, d, form, accuracy, backend, String(e).slice(0, 150));
            }
          }
        }
    }
  }
});
