import { short } from "../../comparisons/comparison.ts";
import { games, type LossName, ratesOf } from "./games.ts";
import type { Setting } from "./options.ts";
import { ofCell, type Run } from "./runs.ts";
import type { Estimate } from "./shares.ts";

/** One discriminator of a game at one of its rates. */
export type Place = Pick<Run, "game" | "width" | "rate">;

export const interval = ({ value, low, high }: Estimate) => `${short(value)} [${short(low)}, ${short(high)}]`;

/** `12 against 7 of 100` */
export function against(one: readonly boolean[], other: readonly boolean[]): string {
  const count = (own: readonly boolean[]) => own.filter((success) => success).length;
  return `${count(one)} against ${count(other)} of ${one.length}`;
}

export function widthText({ game }: Setting, width: number): string {
  return game === "kernelParticles" ? `σ = ${width}` : `width ${width}`;
}

/** `, η_d = 0.01` where a setting has several rates. */
export function atRate(setting: Setting, rate: number): string {
  return ratesOf(setting).length > 1 ? `, η_d = ${rate}` : "";
}

/** `five Gaussians, generator network, width 8`, with the rate where there are several. */
export function placeText(setting: Setting, { width, rate }: Place): string {
  return `${games[setting.game].label}, ${widthText(setting, width)}${atRate(setting, rate)}`;
}

/** Whether the runs of a place covered throughout the last tenth, by seed. */
export function successes(runs: readonly Run[], place: Place, loss: LossName): boolean[] {
  return ofCell(runs, { ...place, loss }).map(({ success }) => success);
}
