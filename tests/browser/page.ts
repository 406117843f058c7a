import { simulateEnsemble } from "../../src/dynamics/index.ts";
import { type BackendKind, chooseBackend, openBackend } from "../../src/engine/index.ts";
import { type ModelGame, modelGames, simulationOf } from "../dynamics/modelGames.ts";
import { mathError, mathValues, type SweepName } from "../engine/mathErrors.ts";
import { chase, eightReads, refusals, scenarios, wholeAndPieces } from "../engine/scenarios.ts";
import { largestDifference } from "../games.ts";
import { type ForceCase, forcesOn } from "../oracles/forces.ts";

/** What the test asks of a page, one thing after the other. Results are plain data. */
export const requests = {
  /** What the backend says that it is. */
  async opened(kind: BackendKind) {
    const { precision, device = "", ...backend } = await openBackend(kind);
    return { kind: backend.kind, precision, device };
  },
  async scenario(kind: BackendKind, index: number) {
    return scenarios[index]!.run(await openBackend(kind));
  },
  async wholeAndPieces(kind: BackendKind) {
    return wholeAndPieces(await openBackend(kind));
  },
  /** What a backend says about a program that it does not take. */
  async refusal(kind: BackendKind, index: number) {
    return messageOf(openBackend(kind).then((backend) => backend.load(refusals[index]!.wrong)));
  },
  async refusalOfReads(kind: BackendKind) {
    return messageOf(openBackend(kind).then((backend) => backend.load(eightReads)));
  },
  /** Reads an array that is not there, and one that was not wanted. */
  async refusalsToRead(kind: BackendKind) {
    const execution = await (await openBackend(kind)).load(chase);
    await execution.advance(1, ["a"]);
    const read = async (name: string) => execution.read(name);
    return [await messageOf(read("nothing")), await messageOf(read("b"))];
  },
  async choice() {
    const clock = () => performance.now() / 1000;
    return chooseBackend(chase, clock, 0.02);
  },
  async mathValues(kind: BackendKind, name: string, xs: readonly number[]) {
    return mathValues(await openBackend(kind), name, xs);
  },
  async mathError(kind: BackendKind, which: SweepName) {
    return mathError(await openBackend(kind), which);
  },
  /** How far the particles of a general game come, and how far from where `cpu` brings them. */
  async modelRun(kind: BackendKind, name: ModelGame) {
    const course = async (one: BackendKind) => {
      const options = { steps: 12, every: 4, backend: await openBackend(one) };
      const [found] = await simulateEnsemble([simulationOf(modelGames[name])], options);
      return found!.positions;
    };
    const [wanted, found] = [await course("cpu"), await course(kind)];
    const way = largestDifference([wanted.at(-1)!], [wanted[0]!]);
    return { way, gap: largestDifference(found, wanted) };
  },
  forces(kind: BackendKind, one: ForceCase) {
    return forcesOn(kind, one);
  },
};

function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "nothing was wrong",
    (error: Error) => error.message,
  );
}

Object.assign(globalThis, { requests });
