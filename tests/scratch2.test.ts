import { it } from "vitest";
import { someSketches, run, randomKernels, inSinglePrecision } from "./games.ts";
import { forceErrors } from "./oracles/forceAlongPath.ts";
it("x", async () => {
    const s = someSketches(30, 7, { kernel: randomKernels.laplacian, dimensions:[1], points:[1,1], particles:[2,2] }).map(inSinglePrecision);
    const a = await run(s, { steps: 40, backend: "webasm" }, { form: "history", truncation: 0 });
    const b = await run(s, { steps: 40, backend: "cpu" }, { form: "history", truncation: 0 });
    const c = await run(s.slice(0,30), { steps: 40, backend: "webasm", every:40 }, { form: "history", truncation: 0 });
    a.forEach((t, i) => { const e = forceErrors(s[i]!, t); if (Math.max(...e) > 1e-3) console.log(i, s[i]!.order, s[i]!.weightDecay, e.map(x => x.toExponential(1)).join(" "), "\n", t.positions.map(p => p.join()).join(" "), "\n", b[i]!.positions.map(p => p.join()).join(" "), "\n", c[i]!.positions.at(-1)); });
});
