import type { Call } from "../../engine/index.ts";
import {
  backward,
  forward,
  inputGradient,
  type Layout,
  nameAt,
  output,
  unitCotangent,
} from "../../networks/index.ts";
import type { Felt, Lesson, Model, Place } from "../model.ts";
import { learnNetwork } from "./learn.ts";
import { biasesOf, networkTables, siteOf } from "./place.ts";

/** f is the network itself; its weights are what is learned. */
export function finiteModel(layout: Layout, start: Float64Array): Model {
  const site = (at: Place) => siteOf(at, at.parameters);
  return {
    key: `network ${layout.key}`,
    parameters: layout.parameters,
    start,
    biases: biasesOf(layout),
    own: {},
    tables: networkTables(layout),
    report: { form: "model", bound: 0, length: layout.parameters },
    prepare(at): Call[] {
      const here = site(at);
      return [
        ...forward(layout, here),
        unitCotangent(layout, here),
        ...backward(layout, here, nameAt(here, "Cotangent")),
      ];
    },
    feel(at: Place & Felt): Call[] {
      const here = site(at);
      return [
        ...(at.value === undefined ? [] : [output(layout, here, at.value)]),
        ...(at.slope === undefined ? [] : inputGradient(layout, here, at.slope)),
      ];
    },
    learn: (at: Place & Lesson): Call[] => learnNetwork(layout, site(at), at),
  };
}
