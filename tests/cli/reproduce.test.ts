import { existsSync, readdirSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { catalogue, mainNames, picked } from "../../src/cli/catalogue.ts";
import { Workplace } from "./workplace.ts";

const place = new Workplace();
afterAll(() => place.remove());

const names = catalogue().map(({ name }) => name);

describe("ganphase reproduce", () => {
  it("lists every sim and scan that ships, each by its path below sims/", async () => {
    const files = readdirSync("sims", { recursive: true }) as string[];
    const shipped = files.filter((file) => file.endsWith(".json") && file !== "main.json");
    expect(names).toEqual(shipped.map((file) => file.replaceAll("\\", "/").slice(0, -5)).sort());
    const { stdout } = await place.call(["reproduce", "--list"]);
    expect(stdout).toBe(`${names.join("\n")}\n`);
    const main = await place.call(["reproduce", "--main", "--list", "--json"]);
    expect(JSON.parse(main.stdout)).toEqual({ command: "reproduce", names: mainNames() });
    expect(picked(catalogue(), mainNames()).length).toBeGreaterThan(0);
  });

  it("takes a name as a path too, and names the nearest of a misspelt one", () => {
    const [first] = catalogue();
    expect(picked([first!], [`sims/${first!.name}.json`])).toEqual([first]);
    const short = first!.name.slice(first!.name.indexOf("/") + 1);
    for (const slip of [short, first!.name.slice(0, -1), `${first!.name}s`]) {
      expect(() => picked([first!], [slip])).toThrow(`${slip}: no such sim or scan in the package`);
      expect(() => picked([first!], [slip])).toThrow(`did you mean "${first!.name}"?`);
    }
  });

  it("runs what is named into its topic's folder and ends with theory beside measurement", async () => {
    const argv = ["reproduce", "isolated-points/two-point", "--no-figures"];
    const { code, stdout } = await place.spawn(argv);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^figure, claim +theory +measured +difference +agrees$/m);
    expect(stdout).toMatch(/^two-point, [\d.]+ s$/m);
    expect(stdout).toMatch(/^1 of 1 files in /m);
    expect(existsSync(place.path("plots/isolated-points/two-point/manifest.json"))).toBe(true);
  });
});
