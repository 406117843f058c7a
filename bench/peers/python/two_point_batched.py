"""Our own algorithm for the two-point game, batched, in NumPy (`--with numpy`) or PyTorch (`--with torch`).

f(z) = e^{−z²/2} Σ_m B_m z^m/m!, m ≤ P, for a chunk of simulations at a time through all T steps, float64:
arrays [P + 1, chunk], all allocated once. The powers e^{−z²/2} z^m come by doubling (log₂P products of whole
blocks), learning is two operations on the block in NumPy and one in PyTorch (addcmul), feeling two sums of
products. Two processes with a thread each take half of the chunks; the chunk is the fastest of several, found
while warming up.

In: --cells [4, S] λ, η_d, η_g, start. Out: [S] ends.
"""
import math

import numpy as np

from peer import Options, Workers, fastest, flush_denormals, numbers, python_version, serve, shared

options = Options()
T, P, threads = options.count("steps"), options.count("order"), options.count("threads")
cells = numbers(options.text("cells")).reshape(4, -1)
S = cells.shape[1]
ends = shared(S)
inverse = np.array([1 / math.factorial(m) for m in range(P + 1)])[:, None]


def with_numpy(first, last, steps):
    decay, rate, push, z = (row.copy() for row in cells[:, first:last])
    n = z.size
    keep = 1 - rate * decay
    push = push / rate  # The powers below carry η_d.
    B, power, term = (np.zeros((P + 1, n)) for _ in range(3))
    e, even, odd = np.empty(n), np.empty(n), np.empty(n)
    for _ in range(steps):
        np.multiply(z, z, out=e)
        e *= -0.5
        np.exp(e, out=e)
        np.multiply(e, rate, out=power[0])
        factor, have = z, 1
        while have <= P:
            more = min(have, P + 1 - have)
            np.multiply(power[:more], factor, out=power[have : have + more])
            have += more
            if have <= P:
                factor = factor * factor
        B *= keep
        B -= power
        B[0] += rate
        np.multiply(power, inverse, out=term)
        np.einsum("ms,ms->s", B, term, out=even)
        np.einsum("ms,ms->s", B[1:], term[:-1], out=odd)
        even *= z
        odd -= even
        odd *= push
        z += odd
    ends[first:last] = z


def with_torch(first, last, steps):
    decay, rate, push, z = (torch.from_numpy(row.copy()) for row in cells[:, first:last])
    n = z.numel()
    keep = 1 - rate * decay
    push = push / rate
    B, power, term = (torch.zeros(P + 1, n, dtype=torch.float64) for _ in range(3))
    e = torch.empty(n, dtype=torch.float64)
    constants = torch.from_numpy(-inverse)
    rows = []  # Source and target of each doubling.
    have = 1
    while have <= P:
        more = min(have, P + 1 - have)
        rows.append((power[:more], power[have : have + more]))
        have += more
    factors = [z] + [torch.empty(n, dtype=torch.float64) for _ in rows[1:]]
    B1, low = B[1:], power[:-1]
    for _ in range(steps):
        # The powers are negative, so that learning is the one operation B ← −power + B (1 − η_dλ).
        torch.mul(z, z, out=e)
        e.mul_(-0.5).exp_().mul_(rate)
        torch.neg(e, out=power[0])
        for k, (source, target) in enumerate(rows):
            if k > 0:
                torch.mul(factors[k - 1], factors[k - 1], out=factors[k])
            torch.mul(source, factors[k], out=target)
        torch.addcmul(power, B, keep, out=B)
        B[0].add_(rate)
        power.mul_(constants)
        torch.mul(B, power, out=term)
        even = term.sum(0)
        torch.mul(B1, low, out=term[1:])
        odd = term[1:].sum(0)
        z.addcmul_(odd.addcmul_(even, z, value=-1), push)
    ends[first:last] = z.numpy()


def share(index):
    for first in range(index * chunk, S, threads * chunk):
        one(first, min(first + chunk, S), T)


if options.text("with") == "torch":
    import torch

    torch.set_num_threads(1)
    one, version = with_torch, f"PyTorch {torch.__version__}"
else:
    one, version = with_numpy, f"NumPy {np.__version__}"
flush_denormals()
half = -(-S // threads)


def trial(size):
    # The same number of simulations for every chunk, so that times compare.
    most = min(half, 4096)
    for first in range(0, most, size):
        one(first, min(first + size, most), 20)


chunk = min(half, fastest([256, 512, 1024, 2048, 4096, 8192], trial))
workers = Workers(threads, share)
serve(workers.run, lambda: ends, f"{version}, {python_version()}", f"chunks of {chunk}")
