import { describe, expect, it } from "vitest";
import { type Form, forms, type KernelDiscriminator } from "../../src/discriminators/index.ts";
import { assemble, memberOf } from "../../src/dynamics/assemble.ts";
import { narrow } from "../../src/dynamics/narrow.ts";
import { substituteOf, withModules } from "../../src/engine/modules.ts";
import type { Program } from "../../src/engine/program.ts";
import { type Memory, type Sketch, simulationOf, someSketches } from "../games.ts";

const steps = 40;
const read = ["position", "gradient", "low", "high", "turns"] as const;

function programOf(form: Form, sketches: readonly Sketch[], memory: Memory = {}): Program {
  const prepared = sketches.map((sketch) => {
    const simulation = simulationOf(sketch, memory);
    return { simulation, member: memberOf(simulation, steps) };
  });
  return assemble(form, prepared).program;
}

/** Games of one shape, so that they share a program. */
function games(count: number, order: Sketch["order"] = "alternating"): Sketch[] {
  const [first] = someSketches(1, 77, { dimensions: [2], points: [2, 2], particles: [3, 3] });
  return Array.from({ length: count }, (_, s) => ({
    ...first!,
    kernel: { kind: "gaussian", width: 1 + 0.1 * s },
    order,
  }));
}

const { history, taylor } = forms;

async function stateAfter(program: Program, chunks: readonly number[]) {
  const execution = await withModules().load(program);
  for (const chunk of chunks) await execution.advance(chunk);
  const state = Object.fromEntries(read.map((name) => [name, execution.read(name)]));
  await execution.close();
  return state;
}

describe("substitutes", () => {
  it("stand for exactly the calls that they name", () => {
    const program = programOf(history, games(1));
    const substitute = substituteOf(program)!;
    expect(substitute.function).toBe("history");
    expect(substitute.calls).toEqual(program.calls.map(({ name }) => name));
    const { calls } = program;
    const others = [calls.slice(1), [...calls, calls[0]!], calls.toReversed()];
    for (const other of others) expect(substituteOf({ ...program, calls: other })).toBeUndefined();
    const { substitutes: _, ...bare } = program;
    expect(substituteOf(bare)).toBeUndefined();
  });

  it("there is one for both orders of play, which differ", () => {
    for (const form of [history, taylor]) {
      const [first, second] = (["alternating", "simultaneous"] as const).map((order) =>
        substituteOf(programOf(form, games(1, order))),
      );
      expect(first).toBeDefined();
      expect(second).toBeDefined();
      expect(first!.numbers).not.toEqual(second!.numbers);
    }
  });

  it("there is none for a kernel whose shape the modules do not know", () => {
    const [sketch] = games(1);
    const simulation = simulationOf(sketch!);
    const discriminator = simulation.game.discriminator as KernelDiscriminator;
    const terms = discriminator.kernel.terms.map((term) => ({ ...term, shape: "own" }));
    const own = { ...discriminator, kernel: { ...discriminator.kernel, terms } };
    const foreign = { ...simulation, game: { ...simulation.game, discriminator: own } };
    const { program } = assemble(history, [{ simulation: foreign, member: memberOf(foreign, steps) }]);
    expect(substituteOf(program)).toBeUndefined();
  });
});

describe("programs that run in a hand-written module", () => {
  for (const [name, form] of Object.entries({ history, taylor })) {
    for (const order of ["alternating", "simultaneous"] as const) {
      it(`${name}, ${order}: the same bits in any chunks, also of no steps`, async () => {
        const program = programOf(form, games(3, order), { truncation: 0 });
        const whole = await stateAfter(program, [steps]);
        expect(whole.position).not.toEqual(program.state.position);
        expect(await stateAfter(program, [1, 0, 7, steps - 8])).toEqual(whole);
      });
    }

    it(`${name}: the same bits in any company, with lanes left over or not`, async () => {
      const all = await stateAfter(programOf(form, games(5)), [steps]);
      for (const count of [1, 2, 3, 4]) {
        const some = await stateAfter(programOf(form, games(count)), [steps]);
        for (const key of read) {
          const rows = all[key]!.length / 5;
          const kept = Float64Array.from({ length: rows * count }, (_, at) => {
            return all[key]![Math.floor(at / count) * 5 + (at % count)]!;
          });
          expect(some[key]).toEqual(kept);
        }
      }
    });

    it(`${name}: go on with the same bits when others have left`, async () => {
      const program = programOf(form, games(4));
      const whole = await stateAfter(program, [steps]);
      const backend = withModules();
      const execution = await backend.load(program);
      await execution.advance(13);
      for (const keep of [[2], [0, 3], [1, 2, 3]]) {
        const fewer = await backend.load(narrow(program, execution, keep));
        await fewer.advance(steps - 13);
        const positions = fewer.read("position");
        keep.forEach((s, k) => {
          for (let row = 0; row < positions.length / keep.length; row++) {
            expect(positions[row * keep.length + k]).toBe(whole.position![row * 4 + s]);
          }
        });
        await fewer.close();
      }
    });
  }

  it("use memory again without a trace of the program before", async () => {
    const backend = withModules();
    const program = programOf(history, games(2), { truncation: 0 });
    const alone = await stateAfter(program, [steps]);
    for (const other of [programOf(taylor, games(5)), programOf(history, games(1)), program]) {
      const earlier = await backend.load(other);
      await earlier.advance(9);
      await earlier.close();
    }
    const execution = await backend.load(program);
    await execution.advance(steps);
    expect(execution.read("position")).toEqual(alone.position);
  });

  it("take a state that is written as it is read", async () => {
    const program = programOf(history, games(3));
    const execution = await withModules().load(program);
    const moved = execution.read("position").map((x) => x + 0.25);
    execution.write("position", moved);
    expect(execution.read("position")).toEqual(moved);
    await execution.close();
  });
});
