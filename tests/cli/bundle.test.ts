import { readdirSync, readFileSync, statSync } from "node:fs";
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

  it("holds what it uses of mathjs, which takes long to load whole, with the licences of all that came along", () => {
    const code = readdirSync("dist").filter((name) => name.endsWith(".js"));
    const imports = code.flatMap((name) => [
      ...readFileSync(`dist/${name}`, "utf8").matchAll(/^import .*"([^"]+)";$/gm),
    ]);
    const names = imports.map((found) => found[1]!);
    expect(names).toContain("zod");
    expect(names.filter((name) => name.startsWith("mathjs"))).toEqual([]);
    const licences = readFileSync("dist/LICENSES.txt", "utf8");
    for (const one of ["mathjs", "typed-function"]) {
      const { version, license } = JSON.parse(readFileSync(`node_modules/${one}/package.json`, "utf8"));
      expect(licences).toContain(`${one} ${version} (${license})\n`);
      expect(licences).toContain(readFileSync(`node_modules/${one}/LICENSE`, "utf8").trim());
    }
  });

  it("carries the schemas that its checks are made of", () => {
    const read = (name: string) => JSON.parse(readFileSync(`dist/${name}`, "utf8"));
    expect(read("sim.schema.json")).toEqual(JSON.parse(JSON.stringify(simSchema())));
    expect(read("scan.schema.json")).toEqual(JSON.parse(JSON.stringify(scanSchema())));
  });
});
