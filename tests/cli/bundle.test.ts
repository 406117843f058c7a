import { readFileSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { scanSchema, simSchema } from "../../src/sim/index.ts";
import { simDocument } from "../studies/fixtures.ts";

const load = (name: string) => import(/* @vite-ignore */ pathToFileURL(`dist/${name}`).href);

describe("the bundle", () => {
  it("can be run as a program", () => {
    expect(readFileSync("dist/cli.js", "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync("dist/cli.js").mode & 0o111).toBe(0o111);
  });

  it("has one class for wrong input, whichever door it comes through", async () => {
    const { InputError, resolveSim } = await load("index.js");
    const { claimRunFolder } = await load("node.js");
    const wrong = { ...simDocument, loss: { kind: "imp" } };
    expect(() => resolveSim(wrong, () => "")).toThrow(InputError);
    await expect(claimRunFolder("package.json", () => undefined)).rejects.toThrow(InputError);
  });

  it("carries the schemas that its checks are made of", () => {
    const read = (name: string) => JSON.parse(readFileSync(`dist/${name}`, "utf8"));
    expect(read("sim.schema.json")).toEqual(JSON.parse(JSON.stringify(simSchema())));
    expect(read("scan.schema.json")).toEqual(JSON.parse(JSON.stringify(scanSchema())));
  });
});
