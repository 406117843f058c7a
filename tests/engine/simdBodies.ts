import { call, program, text } from "./programs.ts";

/** Numbers of the parameter x: [2, S], from −2 to 2, none whole. */
export function xs(S: number): Float64Array {
  return Float64Array.from({ length: 2 * S }, (_, k) => ((k * 37) % 41) / 10.25 - 1.97);
}

export const rows = 3;
const constants = { N: 3, none: 0, half: 0.5, big: 1_000_000 };

/**
 * A program of one body `(x, v, t)`: x varies with the simulation, v [3, S] is what it writes, t is a table. Without
 * functions of Math all of its operations are rounded alike everywhere.
 */
export function bodyProgram(body: string, S = 3) {
  return program(
    [call("v", text(`function (x, v, t) { ${body} }`), ["x", "v", "t"], { rows, constants, name: "body" })],
    {
      simulations: S,
      state: { v: Float64Array.from({ length: rows * S }, (_, k) => k / 8 - 1) },
      parameters: { x: xs(S) },
      tables: { t: Float64Array.of(0.5, -1.25, 3, 7) },
    },
  );
}

const s = "this.thread.x";
const start = `const s = ${s}; const r = this.thread.y; const a = x[0][s]; const b = x[1][s];`;

/** Every construct of the language, each as a body. */
export const bodies: Readonly<Record<string, string>> = {
  "own cell in place": `return 0.5 * v[this.thread.y][${s}] + x[0][${s}];`,
  "own cell in place, by a name": `${start} return 0.5 * v[r][s] + a;`,
  "other cells of the output": `${start} return r > 0 ? v[r - 1][s] + a : v[2][s] - b;`,
  "every cell of the output": `${start} let sum = 0; for (let k = 0; k < 3; k++) { sum += v[k][s]; } return sum + r;`,
  "a row that is counted": `${start} let k = 0; for (let i = 0; i < this.constants.N; i++) { k += 1; } return v[k - 1][s];`,
  "a row that varies": `${start} return v[Math.floor(Math.abs(a))][s] + t[Math.floor(Math.abs(b))];`,
  "a row that varies, times the row": `${start} return x[a > b ? 1 : 0][s] * (r + 1) - t[a > 0 ? r : r + 1];`,
  "tables by row": `${start} return t[r] * a + t[r + 1];`,
  "table, row and number": `${start} const w = t[r] / 3 - r; return w * w - w;`,
  "whole numbers divided": `${start} const h = Math.floor(r / 2); return h + (r - 2 * h) / 4 + a;`,
  "whole numbers beyond 32 bits": `${start} const w = this.constants.big * this.constants.big; return w + r * this.constants.big * 5000 + a;`,
  "a sum that outgrows 32 bits": `${start} let w = 1; for (let k = 0; k < 40; k++) { w *= 2; } return w + 1 + a;`,
  "nothing uniform but a constant": "return this.constants.half;",
  signs: `${start} return -a - -b + -(r + 1) * -t[0];`,
  "if, by simulation": `${start} let y = 1; if (a > b) { y = a * 2; } return y;`,
  "if and else, by simulation": `${start} let y = b; if (a > 0) { y += a; } else { y -= a; } return y;`,
  "if and else that change what was asked": `${start} let y = a; if (y > 0) { y = -1; } else { y = 5; } return y + b;`,
  "else if": `${start} let y = 0; if (a > 1) { y = 1; } else if (a > 0) { y = 2; } else if (b > 0) { y = 3; } else { y = 4; } return y;`,
  "if, by row": `${start} let y = 1; if (r > 1) { y = t[r]; } else { y = r; } return y * a;`,
  "if by row in if by simulation": `${start} let y = 1; if (a > 0) { if (r > 0) { y = t[r]; } else { y = b; } y += 1; } return y;`,
  "if by simulation in if by row": `${start} let y = 1; if (r > 0) { if (a > 0) { y = t[r]; } y *= 3; } return y;`,
  "ifs in ifs": `${start} let y = 0; if (a > 0) { y += 1; if (b > 0) { y += 2; if (a > b) { y += 4; } else { y += 8; } } else { y += 16; } y += 32; } return y;`,
  "one statement without braces": `${start} let y = 0; if (a > 0) y = 1; else y = 2; for (let k = 0; k < 2; k++) y += b; return y;`,
  "a loop of no rounds in an if": `${start} let y = a; if (b > 0) { for (let k = 0; k < this.constants.none; k++) { y += 1; } y *= 2; } return y;`,
  "a loop of one round in an if": `${start} let y = a; if (b > 0) { for (let k = 0; k < 1; k++) { y += t[k] + k; } } return y;`,
  "a loop of many rounds in an if": `${start} let y = a; if (b > 0) { for (let k = 0; k < this.constants.N; k++) { y += t[k] * x[0][s] + k; } } return y;`,
  "ifs in a loop in an if": `${start} let y = a; if (b > 0) { for (let k = 0; k < this.constants.N; k++) { if (y > k) { y -= t[k]; } else { y += 0.75; } } } return y;`,
  "loops in loops": `${start} let y = 0; for (let i = 0; i < 3; i++) { for (let k = 0; k < this.constants.N; k++) { y += (i - k) * x[0][s] + t[i]; } } return y;`,
  "a bound that is no whole number": `${start} let y = 0; for (let k = 0; k < this.constants.half; k++) { y += a; } return y;`,
  "counting up and down": `${start} let y = 0; let z = 5; y++; z--; if (a > 0) { y++; z--; } y /= 4; z *= 2; return y - z;`,
  "truths as locals": `${start} const up = a > b; const low = r < 2; let y = 0; if (up && low) { y = 1; } return y + (up ? 1 : 2) + (low ? 4 : 8);`,
  "truths that change": `${start} let seen = a > 9; for (let k = 0; k < 3; k++) { if (x[0][s] > k - 1) { seen = a < b; } } return seen ? 1 : 2;`,
  "and, or, not": `${start} return (a > 0 && b > 0) || (r > 0 && !(a > b)) || !(r < 2 || b < -1) ? 1 : 0;`,
  comparisons: `${start} return (a < b ? 1 : 0) + (a <= b ? 2 : 0) + (a >= b ? 4 : 0) + (a === b ? 8 : 0) + (a !== b ? 16 : 0) + (r === 1 ? 32 : 0) + (r !== t[2] ? 64 : 0) + (r >= 1 ? 128 : 0) + (r <= 1 ? 256 : 0);`,
  "choices of mixed kinds": `${start} return (a > 0 ? r : b) + (r > 0 ? a : 2) + (a > b ? 1 : t[r]) + (r > 1 ? t[0] : r);`,
  "choices of truths": `${start} const one = a > 0 ? r > 0 : b > 0; const other = r > 1 ? r > 0 : a > b; return (one ? 1 : 0) + (other ? 2 : 0);`,
  "names used again in blocks": `${start} let y = 0; { const w = a; y += w; } { const w = b; y -= w; } if (a > 0) { const w = 2; y += w; { const w = a * 4; y += w; } y += w; } for (let k = 0; k < 2; k++) { const w = k; y += w; } return y;`,
  "names of blocks that hide others": `${start} const w = 1; let y = w; if (b > 0) { const w = b; y += w; } { let w = 3; w += a; y += w; } return y + w;`,
  "a local of a block in an if": `${start} let y = 0; if (a > 0) { let z = 1; z += b; if (b > 0) { z *= 2; } y = z; } return y;`,
  "several locals at once": `${start} const c = a + 1, d = c * b; return c - d;`,
  "least and greatest": `${start} return Math.min(a, b) + 2 * Math.max(a, r) - Math.min(t[0], t[1], a) + Math.max(r, 1, b, 0.5);`,
  "rounding, sizes and roots": `${start} return Math.floor(a) + Math.abs(b) + Math.sqrt(Math.abs(a)) + Math.floor(t[1]) + Math.abs(r - 1) + Math.sqrt(r);`,
  π: `${start} return Math.PI * a;`,
  "what is guarded by the row": `${start} return (r > 0 && v[r - 1][s] > 0) || (r < 2 && t[r + 1] > t[r]) ? 1 : 0;`,
  "what is guarded by the simulation": `${start} return a > 9 ? x[r - 5][s] : t[a > 0 ? 0 : 1];`,
  "rows before the first, not wanted": `${start} return (a > 9 ? v[r - 3][s] : 1) + (b > 9 ? t[r - 2] : 2) + (a > 9 && v[r - 3][s] > 0 ? 4 : 8);`,
};
