import { linearDiscriminatorGame } from "../effective/linearDiscriminator.ts";
import { gameRadius, type StepSizes } from "../linearGame.ts";

/*
 * The game min over θ, max over w of w·(x̄ − ȳ(θ)) − (λ/2)‖w‖². For each θ the best answer is w = (x̄ − ȳ)/λ, of value
 * ‖x̄ − ȳ‖²/2λ, so that min max is 0 where some θ has ȳ = x̄. At a saddle point w·(x̄ − ȳ(θ)) must be least in θ; where all
 * means can be had it is not bounded below unless w = 0, and then the best answer asks for ȳ = x̄. So the saddle points are
 * (w = 0, any θ of the right mean): one in w, a surface of them in θ, and √(‖w‖² + ‖ȳ − x̄‖²) is 0 on them alone.
 *
 * Simultaneous steps with r = ȳ − x̄ and the kernel H_t = J_t J_tᵀ of the mean are a linear system that varies in time,
 *
 *     w⁺ = (1 − η_d λ) w − η_d r,   r⁺ = r + η_g H̄_t w,
 *
 * H̄_t that of the mean Jacobian over the step. With H_t = H it falls apart into pairs, one an eigenvalue of H.
 */

/** How the game is played. */
export interface SaddleGame extends StepSizes {
  /** λ. */
  readonly weightDecay: number;
}

/** −ln of the spectral radius of one step with a constant H of these eigenvalues: that of the slowest pair. */
export function saddleRate(game: SaddleGame, kernel: readonly number[]): number {
  const radii = kernel.map((h) =>
    gameRadius(linearDiscriminatorGame(h, game.weightDecay), game, { kind: "simultaneous" }),
  );
  return -Math.log(Math.max(...radii));
}

/** w and r, [d] each. */
export interface SaddleState {
  readonly w: ArrayLike<number>;
  readonly r: ArrayLike<number>;
}

/** √(‖w‖² + ‖r‖²) at steps 0 to T of simultaneous steps with a constant kernel H [d*d]. */
export function frozenCourse(
  game: SaddleGame,
  kernel: ArrayLike<number>,
  start: SaddleState,
  steps: number,
): Float64Array {
  const d = start.r.length;
  const { stepDiscriminator, stepGenerator, weightDecay } = game;
  let [w, r] = [Float64Array.from(start.w), Float64Array.from(start.r)];
  const course = new Float64Array(steps + 1);
  for (let t = 0; ; t++) {
    course[t] = Math.hypot(...w, ...r);
    if (t === steps) return course;
    const [before, offset] = [w, r];
    w = before.map(
      (value, a) => (1 - stepDiscriminator * weightDecay) * value - stepDiscriminator * offset[a]!,
    );
    r = offset.map((value, a) => {
      let push = 0;
      for (let b = 0; b < d; b++) push += kernel[a * d + b]! * before[b]!;
      return value + stepGenerator * push;
    });
  }
}
