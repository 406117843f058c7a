"""Our own algorithm for the cloud, batched, in NumPy (`--with numpy`) or PyTorch (`--with torch`), float64.

f = e^{−|z|²/2} Σ B_ab x^a y^b/(a! b!) for a chunk of simulations of equal order P at a time, through all T
steps. The particles' powers [chunk, P + 1, n] come by doubling. Everything else is batched matrix products:
learning [P + 1, n][n, P + 1], feeling B [P + 1, n] and Bᵀ [P + 1, n], then sums over one index. The square a, b ≤ P is
kept whole where a + b ≤ P would do: leaving half of a matrix product out costs more than it saves. Two
processes with a thread each; the chunk is the fastest of several, found while warming up.

In: --cells [S, 5 + 2n] σ, λ, η_d, η_g, P, x and y of each particle. Out: [S, 2n] ends.
"""
import math

import numpy as np

from peer import Options, Workers, fastest, flush_denormals, numbers, python_version, serve, shared

options = Options()
T, n, threads = options.count("steps"), options.count("particles"), options.count("threads")
cells = numbers(options.text("cells")).reshape(-1, 5 + 2 * n)
ends = shared((len(cells), 2 * n))


def doublings(P):
    """Sizes of the blocks of powers: from `have` on, `more` are filled with the first `more` times z^have."""
    have = 1
    while have <= P:
        more = min(have, P + 1 - have)
        yield have, more
        have += more


def state(members):
    """Width, 1 − η_dλ, η_d, push, and coordinates in widths [chunk, n]."""
    width, decay, rate, push = (cells[members, k] for k in range(4))
    x = cells[members, 5::2] / width[:, None]
    y = cells[members, 6::2] / width[:, None]
    return width, 1 - rate * decay, rate, (push / n / width**2)[:, None], x, y


def finish(members, width, x, y):
    ends[members, 0::2] = x * width[:, None]
    ends[members, 1::2] = y * width[:, None]


def inverses(P):
    return np.array([1 / math.factorial(m) for m in range(P + 1)])[:, None]


def with_numpy(members, P, steps):
    width, keep, rate, push, x, y = state(members)
    c = len(members)
    B, learnt = np.zeros((c, P + 1, P + 1)), np.empty((c, P + 1, P + 1))
    X, Y, TX, TY, U, V, product = (np.empty((c, P + 1, n)) for _ in range(7))
    e, u = np.empty((c, n)), np.empty((c, n))
    value, along_x, along_y = (np.empty((c, n)) for _ in range(3))
    inverse, pull = inverses(P), (-rate / n)[:, None]
    keep = keep[:, None, None]

    def powers(out, z):
        factor = z
        for have, more in doublings(P):
            np.multiply(out[:, :more], factor[:, None], out=out[:, have : have + more])
            factor = factor * factor

    for _ in range(steps):
        np.multiply(x, x, out=e)
        np.multiply(y, y, out=u)
        e += u
        e *= -0.5
        np.exp(e, out=e)
        np.multiply(e, pull, out=X[:, 0])
        Y[:, 0] = 1
        powers(X, x)
        powers(Y, y)
        np.matmul(X, Y.transpose(0, 2, 1), out=learnt)
        B *= keep
        B += learnt
        B[:, 0, 0] += rate
        # X carries the weight of the learning; the weight divides out in the push below.
        np.multiply(X, inverse, out=TX)
        np.multiply(Y, inverse, out=TY)
        np.matmul(B, TY, out=U)
        np.matmul(B.transpose(0, 2, 1), TX, out=V)
        np.multiply(TX, U, out=product)
        np.add.reduce(product, axis=1, out=value)
        np.multiply(TX[:, :-1], U[:, 1:], out=product[:, 1:])
        np.add.reduce(product[:, 1:], axis=1, out=along_x)
        np.multiply(TY[:, :-1], V[:, 1:], out=product[:, 1:])
        np.add.reduce(product[:, 1:], axis=1, out=along_y)
        for z, along in ((x, along_x), (y, along_y)):
            np.multiply(z, value, out=u)
            along -= u
            along *= push / pull
        x += along_x
        y += along_y
    finish(members, width, x, y)


def with_torch(members, P, steps):
    width, keep, rate, push, x, y = state(members)
    c = len(members)
    like = dict(dtype=torch.float64)
    keep, rate, push, x, y = (torch.from_numpy(np.ascontiguousarray(one)) for one in (keep, rate, push, x, y))
    pull = (-rate / n)[:, None]
    push = push / pull
    keep = keep[:, None, None].expand(c, P + 1, P + 1).contiguous()
    B, learnt = torch.zeros(c, P + 1, P + 1, **like), torch.empty(c, P + 1, P + 1, **like)
    XY, T2 = torch.empty(2, c, P + 1, n, **like), torch.empty(2, c, P + 1, n, **like)
    UV, product = torch.empty(2, c, P + 1, n, **like), torch.empty(2, c, P + 1, n, **like)
    z = torch.stack((x, y))
    factors = torch.empty_like(z)
    inverse = torch.from_numpy(inverses(P))
    X, Y, TX, TY = XY[0], XY[1], T2[0], T2[1]
    Yt, Bt = Y.transpose(1, 2), B.transpose(1, 2)
    rows = [(XY[:, :, :more], XY[:, :, have : have + more]) for have, more in doublings(P)]
    Y[:, 0] = 1
    for _ in range(steps):
        e = (z * z).sum(0).mul_(-0.5).exp_()
        torch.mul(e, pull, out=X[:, 0])
        factor = z
        for k, (source, target) in enumerate(rows):
            if k > 0:
                torch.mul(factor, factor, out=factors)
                factor = factors
            torch.mul(source, factor.unsqueeze(2), out=target)
        torch.bmm(X, Yt, out=learnt)
        torch.addcmul(learnt, B, keep, out=B)
        B[:, 0, 0] += rate
        torch.mul(XY, inverse, out=T2)
        torch.bmm(B, TY, out=UV[0])
        torch.bmm(Bt, TX, out=UV[1])
        value = torch.mul(TX, UV[0], out=product[0]).sum(1)
        along = torch.mul(T2[:, :, :-1], UV[:, :, 1:], out=product[:, :, 1:]).sum(2)
        z.addcmul_(along.addcmul_(z, value.unsqueeze(0), value=-1), push)
    finish(members, width, z[0].numpy(), z[1].numpy())


orders = cells[:, 4].astype(int)
groups = [np.flatnonzero(orders == P) for P in sorted(set(orders))]


def share(index):
    for group in groups:
        mine = group[index::threads]
        for first in range(0, len(mine), chunk):
            members = mine[first : first + chunk]
            one(members, orders[members[0]], T)


if options.text("with") == "torch":
    import torch

    torch.set_num_threads(1)
    one, version = with_torch, f"PyTorch {torch.__version__}"
else:
    one, version = with_numpy, f"NumPy {np.__version__}"
flush_denormals()
largest = max(groups, key=len)


def trial(size):
    mine = largest[0::threads]
    for first in range(0, len(mine), size):
        members = mine[first : first + size]
        one(members, orders[members[0]], 10)


most = max(1, -(-len(largest) // threads))
chunk = fastest(sorted({min(size, most) for size in (2, 6, 12, 24, 64, 256)}), trial)
workers = Workers(threads, share)
serve(workers.run, lambda: ends, f"{version}, {python_version()}", f"chunks of {chunk}")
