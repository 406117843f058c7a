import { describe, expect, it } from "vitest";
import { unusualParts } from "../../src/cli/fieldNames.ts";
import { resolveSim } from "../../src/sim/index.ts";
import { leastDocument, noFiles, simDocument } from "../sim/documents.ts";

const usual = { ...leastDocument(), dynamics: simDocument().dynamics };
const sim = resolveSim(
  { ...usual, loss: { kind: "relativistic" }, discriminator: { kind: "cones", constant: 1 } },
  noFiles,
);

describe("the parts that a caption names", () => {
  it("are those that are not the isolated points model's", () => {
    expect(unusualParts(resolveSim(usual, noFiles))).toEqual([]);
    expect(unusualParts(sim)).toEqual(["loss relativistic", "discriminator cones"]);
  });

  it("are not those that an axis moves", () => {
    expect(unusualParts(sim, ["loss.kind"])).toEqual(["discriminator cones"]);
    expect(unusualParts(sim, ["loss", "discriminator"])).toEqual([]);
    expect(unusualParts(sim, ["discriminator.constant"])).toEqual([
      "loss relativistic",
      "discriminator cones",
    ]);
  });
});
