import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { readTable } from "../../src/sim/stores/index.ts";
import { simDocument } from "../studies/fixtures.ts";
import { type Ended, Workplace } from "./workplace.ts";

const place = new Workplace();

/** 48 cells of 2 replicas: 6 parts of 16 simulations, each long enough to be killed in the middle of. */
beforeAll(() => {
  const start = { kind: "gaussian", spread: 0.5 };
  place.write("scan.json", {
    sim: {
      target: { kind: "points", points: [[0], [4]] },
      generator: { kind: "particles", count: 3, start },
      discriminator: { kind: "kernel", kernel: { kind: "gaussian", width: 1 }, form: "history" },
      loss: { kind: "ipm" },
      penalties: [{ kind: "weightDecay", strength: 0.1 }],
      dynamics: { kind: "alternating", stepDiscriminator: 0.1, stepGenerator: 0.3, steps: 100 },
      record: { observables: ["wasserstein2", "mean"] },
    },
    axes: [
      { path: "penalties[0].strength", scale: "log", from: 0.01, to: 1, count: 6 },
      { path: "dynamics.stepGenerator", scale: "log", from: 0.1, to: 1, count: 8 },
    ],
    replicas: 2,
    backend: "cpu",
  });
});
afterAll(() => place.remove());

const PARTS = 6;

function scan(out: string, threads: number, killAfter?: number): Promise<Ended> {
  const argv = ["scan", "scan.json", "--out", out, "--threads", String(threads), "--no-figures", "--quiet"];
  return place.spawn(argv, (child) => {
    if (killAfter !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfter);
  });
}

function parts(out: string): string[] {
  const folder = place.path(out, "cells");
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.startsWith("part-"))
        .sort()
    : [];
}

/** The rows of all parts by column: the bits of numbers, and texts. */
async function rows(out: string): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const name of parts(out)) {
    const { columns } = await readTable(place.path(out, "cells", name));
    for (const [column, values] of Object.entries(columns)) {
      const bits = values instanceof Float64Array ? new BigUint64Array(values.slice().buffer) : values;
      all[column] = [...(all[column] ?? []), ...bits];
    }
  }
  return all;
}

describe("a scan that is killed", () => {
  it("gives the rows of an undisturbed one, bit for bit, with any number of threads", async () => {
    const started = performance.now();
    expect(await scan("whole", 2)).toMatchObject({ code: 0, stdout: "", stderr: "" });
    const duration = performance.now() - started;
    const expected = await rows("whole");
    expect(parts("whole")).toHaveLength(PARTS);
    expect(expected.cell).toHaveLength(96);
    expect(expected.replica!.slice(0, 4)).toEqual([0, 1, 0, 1]);

    const stream = randomStream(20220829, 0, 0);
    let kills = 0;
    let share = 1;
    for (let tries = 0; kills < 3 && tries < 9; tries++) {
      const { signal, code } = await scan("killed", 2, duration * share * (0.4 + 0.6 * stream.uniform()));
      if (signal === "SIGKILL") kills++;
      // It was quicker than it was alone: begin again, and kill earlier.
      else {
        expect(code).toBe(0);
        expect(await rows("killed")).toEqual(expected);
        rmSync(place.path("killed"), { recursive: true });
        share *= 0.8;
      }
    }
    expect(kills).toBeGreaterThan(0);

    // The parts of a killed scan stand as they were, and are not computed again.
    const kept = new Map(
      parts("killed").map((name) => [name, readFileSync(place.path("killed/cells", name))]),
    );
    expect(await scan("killed", 1)).toMatchObject({ code: 0 });
    for (const [name, bytes] of kept) {
      expect(readFileSync(place.path("killed/cells", name)).equals(bytes)).toBe(true);
    }
    expect(await rows("killed")).toEqual(expected);
    const left = readdirSync(place.path("killed/cells"));
    expect(left.filter((name) => !name.startsWith("part-"))).toEqual([]);
    const manifest = JSON.parse(readFileSync(place.path("killed/manifest.json"), "utf8"));
    expect(manifest).toMatchObject({ status: "done", cells: 48, batches: PARTS });
  });

  it("by the user keeps what is done, exits with 130 and says how to go on", async () => {
    const argv = ["scan", "scan.json", "--out", "stopped", "--threads", "1", "--no-figures", "--json"];
    const ended = await place.spawn(argv, (child) => {
      const watch = setInterval(() => {
        if (parts("stopped").length === 0) return;
        clearInterval(watch);
        child.kill("SIGINT");
      }, 5);
      child.on("close", () => clearInterval(watch));
    });
    expect(ended.code).toBe(130);
    expect(ended.stderr).toContain("ganphase: interrupted; finished parts are kept in stopped");
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { kind: "interrupted" } });
    const kept = parts("stopped").length;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(PARTS);
    const manifest = JSON.parse(readFileSync(place.path("stopped/manifest.json"), "utf8"));
    expect(manifest.status).toBe("running");
    expect(manifest.wallTime).toBeGreaterThan(0);
  });
});

describe("an interrupted run", () => {
  it("exits with 130 and leaves no folder behind", async () => {
    const discriminator = { ...simDocument.discriminator, form: "history" };
    place.write("long.json", { ...simDocument, discriminator });
    const argv = [
      "run",
      "long.json",
      "--out",
      "gone/deep",
      "--backend",
      "cpu",
      "--set",
      "dynamics.steps=50000",
    ];
    const ended = await place.spawn(argv, (child) => {
      const watch = setInterval(() => {
        // The folder is made once the run begins.
        if (!existsSync(place.path("gone/deep"))) return;
        clearInterval(watch);
        child.kill("SIGTERM");
      }, 5);
      child.on("close", () => clearInterval(watch));
    });
    expect(ended.code).toBe(130);
    expect(ended.stderr).toMatch(/^ganphase: interrupted\n$/m);
    expect(existsSync(place.path("gone"))).toBe(false);
  });
});
