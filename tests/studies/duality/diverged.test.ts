import { expect, test } from "vitest";
import { openBackend } from "../../../src/engine/index.ts";
import { activationRows, otherUnits } from "../../../src/studies/duality/spectrum/activations.ts";
import { spectrumRows } from "../../../src/studies/duality/spectrum/measure.ts";
import { spectra } from "../../../src/studies/duality/spectrum/spectra.ts";
import { sweepRows, sweeps } from "../../../src/studies/duality/spectrum/sweeps.ts";

test.each([5, 1e200])("games whose steps of %d throw them out are rows like others", async (step) => {
  const options = { threshold: 0.5, ridge: 0.5, samples: 8, units: 4, step, steps: 200, seeds: 2 };
  const course = { backend: await openBackend("cpu"), seeds: [1] };
  const { runs, ends } = await spectrumRows(options, spectra[0]!, "extragradient", course);
  expect(runs).toMatchObject([{ outcome: "diverged", solvedAt: Number.NaN }]);
  expect(ends).toHaveLength(spectra[0]!.values.length);
  const latents = sweeps.find(({ name }) => name === "latents")!;
  for (const row of await sweepRows(options, latents, course)) {
    expect(row).toMatchObject({ outcome: "diverged", gap: Number.NaN, solvedAt: Number.NaN });
  }
  const rows = await activationRows(options, otherUnits(options)[0]!, course);
  for (const row of rows) expect(row).toMatchObject({ lacks: Number.NaN, distance: Number.NaN });
});
