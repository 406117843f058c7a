import type { ClosedGame, State } from "./steppersGame.ts";

/**
 * The steppers written out once more in plain TypeScript, for the closed games alone and apart from everything
 * in `src/`. A rule is made afresh for each run, for it may remember.
 */
export type Rule = (state: State) => State;

type Pair = readonly [number, number];
type Clip = (w: Pair) => Pair;

const unclipped: Clip = (w) => w;

function split(state: State): { w: Pair; y: Pair } {
  return { w: [state[0]!, state[1]!], y: [state[2]!, state[3]!] };
}

const plus = (a: Pair, b: Pair, share = 1): Pair => [a[0] + share * b[0], a[1] + share * b[1]];
const dot = (a: Pair, b: Pair) => a[0] * b[0] + a[1] * b[1];

/** ∂_w L_D and ∂_y L_G. */
export function fieldOf(game: ClosedGame, { w, y }: { w: Pair; y: Pair }): { w: Pair; y: Pair } {
  const pull = game.bend / (1 + Math.exp(dot(w, y)));
  const { twist, decayDiscriminator: a, decayGenerator: c } = game;
  return {
    w: [pull * y[0] + twist * y[1] - a * w[0], pull * y[1] - twist * y[0] - a * w[1]],
    y: [-pull * w[0] + twist * w[1] - c * y[0], -pull * w[1] - twist * w[0] - c * y[1]],
  };
}

/** ∇½‖v‖² = Jᵀv, with the Jacobian of the field written out. */
export function curlOf(game: ClosedGame, state: { w: Pair; y: Pair }): { w: Pair; y: Pair } {
  const { w, y } = state;
  const v = fieldOf(game, state);
  const e = Math.exp(dot(w, y));
  const slope = game.bend / (1 + e);
  const bend = (-game.bend * e) / (1 + e) ** 2;
  const { twist, decayDiscriminator: a, decayGenerator: c } = game;
  const back = (u: Pair): Pair => [-u[1], u[0]];
  // ∂v_w/∂w = f″ y yᵀ − a, ∂v_w/∂y = f″ y wᵀ + f′ + κ×, ∂v_y/∂w = −f″ w yᵀ − f′ + κ×, ∂v_y/∂y = −f″ w wᵀ − c.
  const along = bend * (dot(y, v.w) - dot(w, v.y));
  let atW = plus([0, 0], y, along);
  atW = plus(atW, v.w, -a);
  atW = plus(plus(atW, v.y, -slope), back(v.y), twist);
  let atY = plus([0, 0], w, along);
  atY = plus(atY, v.y, -c);
  atY = plus(plus(atY, v.w, slope), back(v.w), twist);
  return { w: atW, y: atY };
}

export function alternatingRule(
  game: ClosedGame,
  hd: number,
  hg: number,
  [k, m]: Pair = [1, 1],
  clip = unclipped,
): Rule {
  return (state) => {
    let { w, y } = split(state);
    for (let i = 0; i < k; i++) w = clip(plus(w, fieldOf(game, { w, y }).w, hd));
    for (let i = 0; i < m; i++) y = plus(y, fieldOf(game, { w, y }).y, hg);
    return [...w, ...y];
  };
}

export function simultaneousRule(
  game: ClosedGame,
  hd: number,
  hg: number,
  [k, m]: Pair = [1, 1],
  clip = unclipped,
): Rule {
  return (state) => {
    const { w: first, y: start } = split(state);
    const path = [first];
    for (let i = 0; i < k; i++)
      path.push(clip(plus(path.at(-1)!, fieldOf(game, { w: path.at(-1)!, y: start }).w, hd)));
    const judge = path[k - 1]!;
    let y = start;
    for (let i = 0; i < m; i++) y = plus(y, fieldOf(game, { w: judge, y }).y, hg);
    return [...path[k]!, ...y];
  };
}

export function momentumRule(
  game: ClosedGame,
  hd: number,
  hg: number,
  beta: number,
  simultaneous: boolean,
  [k, m]: Pair = [1, 1],
): Rule {
  let [speedW, speedY]: [Pair, Pair] = [
    [0, 0],
    [0, 0],
  ];
  return (state) => {
    let { w, y } = split(state);
    let judge = w;
    for (let i = 0; i < k; i++) {
      judge = w;
      speedW = plus(speedOf(speedW, beta), fieldOf(game, { w, y }).w, hd);
      w = plus(w, speedW);
    }
    for (let i = 0; i < m; i++) {
      speedY = plus(speedOf(speedY, beta), fieldOf(game, { w: simultaneous ? judge : w, y }).y, hg);
      y = plus(y, speedY);
    }
    return [...w, ...y];
  };
}

const speedOf = (speed: Pair, beta: number): Pair => [beta * speed[0], beta * speed[1]];

export interface AdamNumbers {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export function adamRule(
  game: ClosedGame,
  hd: number,
  hg: number,
  { beta1, beta2, epsilon }: AdamNumbers,
  simultaneous: boolean,
): Rule {
  const first = [0, 0, 0, 0];
  const second = [0, 0, 0, 0];
  let t = 0;
  const moved = (z: Pair, g: Pair, rate: number, at: number): Pair => {
    const next = z.map((value, k) => {
      const row = at + k;
      first[row] = beta1 * first[row]! + (1 - beta1) * g[k]!;
      second[row] = beta2 * second[row]! + (1 - beta2) * g[k]! ** 2;
      const mean = first[row]! / (1 - Math.pow(beta1, t));
      return value + (rate * mean) / (Math.sqrt(second[row]! / (1 - Math.pow(beta2, t))) + epsilon);
    });
    return [next[0]!, next[1]!];
  };
  return (state) => {
    t++;
    const { w, y } = split(state);
    const nextW = moved(w, fieldOf(game, { w, y }).w, hd, 0);
    const nextY = moved(y, fieldOf(game, { w: simultaneous ? w : nextW, y }).y, hg, 2);
    return [...nextW, ...nextY];
  };
}

export function optimisticRule(game: ClosedGame, hd: number, hg: number): Rule {
  let last: { w: Pair; y: Pair } | undefined;
  return (state) => {
    const { w, y } = split(state);
    const g = fieldOf(game, { w, y });
    const old = last;
    last = g;
    if (old === undefined) return [...plus(w, g.w, hd), ...plus(y, g.y, hg)];
    return [...plus(plus(w, g.w, 2 * hd), old.w, -hd), ...plus(plus(y, g.y, 2 * hg), old.y, -hg)];
  };
}

export function extragradientRule(game: ClosedGame, hd: number, hg: number, clip = unclipped): Rule {
  return (state) => {
    const { w, y } = split(state);
    const g = fieldOf(game, { w, y });
    const there = fieldOf(game, { w: clip(plus(w, g.w, hd)), y: plus(y, g.y, hg) });
    return [...clip(plus(w, there.w, hd)), ...plus(y, there.y, hg)];
  };
}

export function consensusRule(game: ClosedGame, hd: number, hg: number, strength: number): Rule {
  return (state) => {
    const { w, y } = split(state);
    const v = fieldOf(game, { w, y });
    const curl = curlOf(game, { w, y });
    return [
      ...plus(plus(w, v.w, hd), curl.w, -hd * strength),
      ...plus(plus(y, v.y, hg), curl.y, -hg * strength),
    ];
  };
}

/** A rule's state after some steps. */
export function after(steps: number, rule: Rule, start: State): State {
  let state = start;
  for (let step = 0; step < steps; step++) state = rule(state);
  return state;
}

/**
 * The flow ẇ = a ∂_w L_D, ẏ = b ∂_y L_G, with `strength` of consensus in it, at time tau: classical Runge-Kutta of
 * fourth order in `steps` steps.
 */
export function flowAt(
  game: ClosedGame,
  [a, b]: Pair,
  tau: number,
  { steps = 4000, strength = 0 }: { readonly steps?: number; readonly strength?: number } = {},
): State {
  const h = tau / steps;
  const rate = (state: State): number[] => {
    const { w, y } = split(state);
    const v = fieldOf(game, { w, y });
    const curl = curlOf(game, { w, y });
    const [dw, dy] = [plus(v.w, curl.w, -strength), plus(v.y, curl.y, -strength)];
    return [a * dw[0], a * dw[1], b * dy[0], b * dy[1]];
  };
  const along = (state: State, k: readonly number[], share: number) =>
    state.map((value, row) => value + share * h * k[row]!);
  let state = game.start;
  for (let step = 0; step < steps; step++) {
    const k1 = rate(state);
    const k2 = rate(along(state, k1, 0.5));
    const k3 = rate(along(state, k2, 0.5));
    const k4 = rate(along(state, k3, 1));
    state = state.map((value, k) => value + (h / 6) * (k1[k]! + 2 * k2[k]! + 2 * k3[k]! + k4[k]!));
  }
  return state;
}

/** The largest difference of two states. */
export function distance(one: State, other: State): number {
  return Math.max(...one.map((value, k) => Math.abs(value - other[k]!)));
}
