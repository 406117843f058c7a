import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelGame, modelGames } from "../dynamics/modelGames.ts";
import { type SweepName, sweeps } from "../engine/mathErrors.ts";
import { refusals, scenarios } from "../engine/scenarios.ts";
import { expectRight } from "../oracles/expectRight.ts";
import { forceCases } from "../oracles/forces.ts";
import { tolerances } from "../tolerances.ts";
import { hardware, openSession, type Session, software } from "./session.ts";

/** `npm run test:gpu` sets this: the same on a real card, all shapes, and a failure where there is none. */
const onCard = process.env.GANPHASE_GPU === "1";

let session: Session;
beforeAll(async () => {
  session = await openSession(onCard ? hardware : software);
});
afterAll(() => session?.close());

/** webasm needs no card, and webgl and webgpu must not be left out: a browser without them fails here. */
const kinds = ["webasm", "webgpu", "webgl"] as const;

for (const kind of kinds) {
  const precision = kind === "webasm" ? "double" : "single";
  describe(`${kind} in a browser`, () => {
    it("is what was asked for, in the precision and on the device that were meant", async () => {
      const opened = await session.ask("opened", kind);
      expect(opened).toMatchObject({ kind, precision });
      if (kind === "webasm") return;
      console.log(`${kind}: ${opened.device}`);
      const imitated = /swiftshader|llvmpipe|lavapipe|software|basic render/i;
      if (onCard) expect(opened.device).not.toMatch(imitated);
      else expect(opened.device).toMatch(imitated);
    });

    scenarios.forEach(({ title, wanted }, k) => {
      it(title, async () => {
        expect(await session.ask("scenario", kind, k)).toEqual(wanted);
      });
    });

    it("gives the same whether steps are run at once or one by one", async () => {
      const [whole, pieces] = await session.ask("wholeAndPieces", kind);
      expect(pieces).toEqual(whole);
    });

    refusals.forEach(({ title, message }, k) => {
      it(`refuses ${title}`, async () => {
        expect(await session.ask("refusal", kind, k)).toMatch(message);
      });
    });

    for (const which of Object.keys(sweeps) as SweepName[]) {
      const { name, from, to, error } = sweeps[which];
      it(`${name} from ${from} to ${to} is right to the stated ${error} error`, async () => {
        const worst = await session.ask("mathError", kind, which);
        expect(worst).toBeLessThan(tolerances.single.math[which]);
        if (precision === "single") expect(worst).toBeGreaterThan(0);
      });
    }

    it("exp is 1 at 0, and 0 far below", async () => {
      expect(await session.ask("mathValues", kind, "exp", [0, -800, -1e30])).toEqual([1, 0, 0]);
    });

    for (const name of Object.keys(modelGames) as ModelGame[]) {
      it(`plays a game of ${name} as cpu does`, async () => {
        const { way, gap } = await session.ask("modelRun", kind, name);
        expect(way).toBeGreaterThan(1e-2);
        expect(gap).toBeLessThan(tolerances[precision].positions);
      });
    }

    for (const one of forceCases) {
      it(`${one.kernel}, ${one.form}: every force along its own path is right`, async () => {
        expectRight(one, await session.ask("forces", kind, { ...one, brief: !onCard }), precision);
      });
    }
  });
}

describe("graphics cards", () => {
  it("webgpu names the call that reads more arrays than can be bound", async () => {
    expect(await session.ask("refusalOfReads", "webgpu")).toBe(
      "backend webgpu: call addAll reads 8 arrays, and 7 can be bound at a time",
    );
  });

  it("what was not wanted is not read from webgpu, and webgl brings it late", async () => {
    const unknown = /no array nothing in the program/;
    expect(await session.ask("refusalsToRead", "webgpu")).toEqual([
      expect.stringMatching(unknown),
      "backend webgpu: b was not wanted",
    ]);
    expect(await session.ask("refusalsToRead", "webgl")).toEqual([
      expect.stringMatching(unknown),
      "nothing was wrong",
    ]);
  });

  it("auto tries them all", async () => {
    const { kind, rates } = await session.ask("choice");
    expect(Object.keys(rates)).toEqual(["cpu", "webasm", "webgpu", "webgl"]);
    expect(rates[kind]).toBe(Math.max(...Object.values(rates)));
  });
});
