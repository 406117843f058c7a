import { describe, expect, it } from "vitest";
import { forms } from "../../src/discriminators/index.ts";
import { openBackend } from "../../src/engine/index.ts";
import { tolerances } from "../tolerances.ts";
import { expectRight } from "./expectRight.ts";
import { forceCases, forcesOn } from "./forces.ts";

describe("webasm against the double-precision reference", () => {
  for (const one of forceCases) {
    it(`${one.kernel}, ${one.form}: every force along its own path is right to double precision`, async () => {
      expectRight(one, await forcesOn("webasm", one), "double");
    });
  }

  it("every form in the register is tried", () => {
    expect(new Set(forceCases.map(({ form }) => form))).toEqual(new Set(Object.keys(forms)));
  });

  it("what was asked for is what is opened", async () => {
    expect(await openBackend("cpu")).toMatchObject({ kind: "cpu", precision: "double" });
    expect(await openBackend("webasm")).toMatchObject({ kind: "webasm", precision: "double" });
  });
});

it("the reference passes the test that it is used for, and by far", async () => {
  const { forces, gaps } = await forcesOn("cpu", { form: "history", kernel: "gaussian", brief: true });
  expect(Math.max(...forces)).toBeLessThan(tolerances.double.force);
  expect(Math.max(...gaps)).toBe(0);
});
