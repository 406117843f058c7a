import { type Complex, modulus } from "../numerics/linearAlgebra.ts";

/** x + y. */
export function add(x: Complex, y: Complex): Complex {
  return { re: x.re + y.re, im: x.im + y.im };
}

/** xy. */
export function product(x: Complex, y: Complex): Complex {
  return { re: x.re * y.re - x.im * y.im, im: x.re * y.im + x.im * y.re };
}

/** e^z. */
export function exponential(z: Complex): Complex {
  const size = Math.exp(z.re);
  return { re: size * Math.cos(z.im), im: size * Math.sin(z.im) };
}

/** The square root with a real part that is not negative. */
export function squareRoot(z: Complex): Complex {
  const size = modulus(z);
  const re = Math.sqrt((size + Math.abs(z.re)) / 2);
  if (re === 0) return { re: 0, im: 0 };
  const other = z.im / (2 * re);
  if (z.re >= 0) return { re, im: other };
  return { re: Math.abs(other), im: z.im < 0 ? -re : re };
}
