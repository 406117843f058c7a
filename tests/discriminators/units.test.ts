import { describe, expect, it } from "vitest";
import { boundedUnits } from "../../src/discriminators/boundedUnits.ts";
import { planOf } from "../../src/dynamics/index.ts";
import { InputError, type Spec } from "../../src/options/index.ts";
import { type Parts, simulationOf } from "../dynamics/modelGames.ts";
import { ask, settingOf } from "./modelProgram.ts";

describe("bounded units of small scale", () => {
  /** f of one unit of length 1 along an axis at t is φ(t). */
  const heights = (activation: "sine" | "tanh", scale: number, shift: number, at: readonly number[]) => {
    const model = boundedUnits({ units: 2, activation, scale, shift }).ready(settingOf([[0]], [[1]]));
    return ask(model, at.length, 1).value([1, 0], at);
  };

  it("are the square down to the least scale, to the digits that are left", async () => {
    const at = [-1.5, -0.3, 0.4, 2];
    for (const [scale, within] of [
      [0.1, 3e-3],
      [0.01, 3e-5],
    ] as const) {
      const found = await heights("sine", scale, Math.PI / 2, at);
      // sin bends down where it is largest; its fourth order is (ρt)²/12 of the second.
      found.forEach((value, k) => {
        const square = at[k]! ** 2;
        expect(Math.abs(value + square) / square).toBeLessThan(within * Math.max(1, square) * 0.5);
        const exact = -4 * (Math.sin((scale * at[k]!) / 2) / scale) ** 2;
        expect(Math.abs(value - exact)).toBeLessThan(1e-11);
      });
    }
  });

  it("are refused where nothing would be left of them", () => {
    expect(() => boundedUnits({ units: 2, scale: 0.009 })).toThrow(InputError);
    expect(() => boundedUnits({ units: 2, scale: 0.009 })).toThrow(/scale/);
    expect(() => boundedUnits({ units: 2, activation: "relu" })).toThrow(/shift: relu is not curved/);
  });
});

describe("a Lipschitz bound", () => {
  const lipschitz: Spec = { kind: "lipschitz", constant: 0.5 };
  const plan = (discriminator: Spec, penalty: Spec) => {
    const parts: Parts = { discriminator, penalties: [penalty], loss: { kind: "minimax" } };
    return planOf(simulationOf(parts), 1);
  };

  it.each([
    { kind: "quadratic", units: 4 },
    { kind: "boundedUnits", units: 4 },
    { kind: "network", hidden: [3], activation: "tanh" },
    { kind: "network", hidden: [3], activation: "tanh", linearized: true },
  ])("$kind: the norm of its parameters bounds no slope", (discriminator) => {
    expect(() => plan(discriminator, lipschitz)).toThrow(InputError);
    expect(() => plan(discriminator, lipschitz)).toThrow(
      new RegExp(`^penalties\\[0\\]: lipschitz .* no slope of ${discriminator.kind}; use gradientPenalty`),
    );
    expect(() => plan(discriminator, { kind: "clip", bound: 1 })).not.toThrow();
  });

  it("holds for a linear one and for a smooth kernel", () => {
    expect(() => plan({ kind: "linear" }, lipschitz)).not.toThrow();
    expect(() => plan({ kind: "kernel", kernel: { kind: "gaussian", width: 1 } }, lipschitz)).not.toThrow();
  });
});
