"""Gradient of a kernel sum over all pairs in 2-D, float32, numba:
G_j = −σ⁻² Σ_i w_i e^{−|y_j − x_i|²/2σ²} (y_j − x_i).

Targets in parallel (prange), sources in the inner loop, fastmath, NumPy's error model (Python's checks every
division, and no loop with a check is vectorised). Compiling comes before timing.

`--exponential library`: math.exp, as one writes it; a call for every pair, since numba can vectorise it only
where Intel's SVML is installed. `--exponential polynomial`: e^{−t} = (1/p(t/16))^16 with a polynomial of degree 6
written out by hand, which LLVM vectorises anywhere (relative error below 2e-6 where the kernel is not tiny).

In: --points [N + M, 3] x, y, weight of the sources, then x, y, 0 of the targets. Out: [M, 2] G.
"""
import math

import numba
import numpy as np
from numba import njit, prange

from peer import Options, numbers, python_version, serve

options = Options()
N, M, width = options.count("sources"), options.count("targets"), options.number("width")
numba.set_num_threads(min(options.count("threads"), numba.config.NUMBA_NUM_THREADS))
points = numbers(options.text("points")).reshape(-1, 3)
# Lengths in widths, a row a coordinate.
x0, x1 = (points[:N, k].astype(np.float32) / np.float32(width) for k in (0, 1))
w = points[:N, 2].astype(np.float32)
y = (points[N:, :2] / width).astype(np.float32)
gradient = np.empty((M, 2), dtype=np.float32)
f = np.float32
c1, c2, c3, c4, c5, c6 = (f(1 / math.factorial(k)) for k in range(1, 7))
one, half, sixteenth, back = f(1), f(0.5), f(1 / 16), f(1 / width)


@njit(fastmath=True, error_model="numpy")
def by_exp(x0, x1, w, y0, y1):
    g0, g1 = f(0), f(0)
    for i in range(x0.shape[0]):
        d0, d1 = x0[i] - y0, x1[i] - y1
        e = w[i] * math.exp(-half * (d0 * d0 + d1 * d1))
        g0 += e * d0
        g1 += e * d1
    return g0, g1


@njit(fastmath=True, error_model="numpy")
def by_polynomial(x0, x1, w, y0, y1):
    g0, g1 = f(0), f(0)
    for i in range(x0.shape[0]):
        d0, d1 = x0[i] - y0, x1[i] - y1
        u = sixteenth * half * (d0 * d0 + d1 * d1)
        e = one + u * (c1 + u * (c2 + u * (c3 + u * (c4 + u * (c5 + u * c6)))))
        e = e * e
        e = e * e
        e = e * e
        e = w[i] / (e * e)
        g0 += e * d0
        g1 += e * d1
    return g0, g1


def compiled(at_target):
    @njit(parallel=True, fastmath=True, error_model="numpy")
    def sums(x0, x1, w, y, gradient):
        for j in prange(y.shape[0]):
            g0, g1 = at_target(x0, x1, w, y[j, 0], y[j, 1])
            gradient[j, 0] = g0 * back
            gradient[j, 1] = g1 * back

    return sums


form = options.text("exponential")
sums = compiled({"library": by_exp, "polynomial": by_polynomial}[form])
few = min(M, 1024)
sums(x0, x1, w, y[:few], gradient[:few])
serve(
    lambda: sums(x0, x1, w, y, gradient),
    lambda: gradient,
    f"numba {numba.__version__}, {python_version()}",
)
