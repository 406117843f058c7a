"""The cloud as published code runs it: the exact history, one simulation at a time, in 2-D.

Every step sums ∇K over all past positions of all particles, with the weights η_d (1 − η_dλ)^age / n; the
true point at 0 enters with its accumulated weight. That is O(n² T²) a simulation.

`--with torch`: PyTorch, all differences [n, t n, 2] as one broadcast tensor, the history grows by
concatenation, as published. `--with numpy`: the best form of the published algorithm that we found: squared
distances and sums as matrix products over a history allocated once, so that only the exponential is left to
elementwise arithmetic. Both may use `--threads` threads.

In: --cells [S, 5 + 2n] σ, λ, η_d, η_g, (order, unused), x and y of each particle. Out: [S, 2n] ends.
"""
import numpy as np

from peer import Options, numbers, python_version, serve

options = Options()
T, n, threads = options.count("steps"), options.count("particles"), options.count("threads")
cells = numbers(options.text("cells")).reshape(-1, 5 + 2 * n)
ends = np.zeros((len(cells), 2 * n))


def with_numpy(width, decay, rate, push, start, steps):
    keep, scale = 1 - rate * decay, 1 / width**2
    y = start.reshape(n, 2).copy()
    history = np.empty((steps * n, 4))  # x, y, −|s|²/2σ², 1
    weights = np.repeat(rate / n * keep ** np.arange(steps - 1, -1, -1.0), n)
    weighted = np.empty((steps * n, 3))  # 1, x, y
    kernel = np.empty(n * steps * n)
    for t in range(steps):
        new = history[t * n : (t + 1) * n]
        new[:, :2] = y
        new[:, 2] = -0.5 * scale * (y * y).sum(1)
        new[:, 3] = 1
        weighted[t * n : (t + 1) * n, 0] = 1
        weighted[t * n : (t + 1) * n, 1:] = y
        k = kernel[: n * (t + 1) * n].reshape(n, -1)
        left = np.column_stack((scale * y, np.ones(n), new[:, 2]))
        np.matmul(left, history[: (t + 1) * n].T, out=k)
        np.exp(k, out=k)
        k *= weights[(steps - 1 - t) * n :]
        sums = k @ weighted[: (t + 1) * n]
        past = scale * (sums[:, 1:] - sums[:, :1] * y)
        here = -scale * y * np.exp(new[:, 2])[:, None]
        y = y + push / n * ((1 - keep ** (t + 1)) / decay * here - past)
    return y.ravel()


def with_torch(width, decay, rate, push, start, steps):
    keep, scale = 1 - rate * decay, 1 / width**2
    y = torch.from_numpy(start.reshape(n, 2).copy())
    true = torch.zeros(1, 2, dtype=torch.float64)
    history = torch.empty(0, 2, dtype=torch.float64)
    for t in range(steps):
        history = torch.cat((history, y))
        ages = torch.arange(t, -1, -1, dtype=torch.float64).repeat_interleave(n)
        weights = rate / n * keep**ages
        toward = history.unsqueeze(0) - y.unsqueeze(1)
        kernel = torch.exp(-0.5 * scale * (toward * toward).sum(2))
        past = scale * ((weights * kernel).unsqueeze(2) * toward).sum(1)
        to_true = true - y
        here = scale * to_true * torch.exp(-0.5 * scale * (to_true * to_true).sum(1, keepdim=True))
        y = y + push / n * ((1 - keep ** (t + 1)) / decay * here - past)
    return y.numpy().ravel()


def run():
    for s, (width, decay, rate, push, _) in enumerate(cells[:, :5]):
        ends[s] = one(width, decay, rate, push, cells[s, 5:], T)


if options.text("with") == "torch":
    import torch

    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    one, version = with_torch, f"PyTorch {torch.__version__}"
else:
    one, version = with_numpy, f"NumPy {np.__version__}"
one(*cells[0, :4], cells[0, 5:], 20)
serve(run, lambda: ends, f"{version}, {python_version()}")
