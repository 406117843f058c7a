import { describe, expect, it } from "vitest";
import { linear } from "../../src/discriminators/linear.ts";
import { InputError } from "../../src/options/index.ts";
import { ask, settingOf } from "./modelProgram.ts";

describe("the linear discriminator", () => {
  const setting = settingOf([[0, 0]], [[1, 2]]);

  it("is w·x, from the w it is given or from 0", async () => {
    const model = linear({ start: [2, -3] }).ready(setting);
    const asked = ask(model, 2, 2);
    expect([...(await asked.value(model.start, [1, 1, 4, 0.5]))]).toEqual([-1, 6.5]);
    expect([...(await asked.slope(model.start, [1, 1, 4, 0.5]))]).toEqual([2, -3, 2, -3]);
    expect([...linear({}).ready(setting).start]).toEqual([0, 0]);
  });

  it("learns the difference of means, and dipoles as they are", async () => {
    const asked = ask(linear({}).ready(setting), 2, 2);
    const pull = [1, -1];
    expect([...(await asked.direction([0, 0], [5, 6, 1, 2], { pull }))]).toEqual([4, 4]);
    const dipole = [0.5, 0, 0, -1];
    expect([...(await asked.direction([0, 0], [5, 6, 1, 2], { pull, dipole }))]).toEqual([4.5, 3]);
  });

  it("refuses a start of another dimension", () => {
    expect(() => linear({ start: [1] }).ready(setting)).toThrow(InputError);
    expect(() => linear({ start: [1] }).ready(setting)).toThrow(/2 numbers/);
  });
});
