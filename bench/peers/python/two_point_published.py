"""The two-point game as published code runs it: the exact history, one simulation at a time.

Every step sums ∇K over all past positions of the particle, with the weights η_d (1 − η_dλ)^age, and the true
point enters with its accumulated weight (1 − (1 − η_dλ)^t)/λ. That is O(T²) a simulation.

`--with torch`: PyTorch, the history grows by concatenation, as published. `--with numpy`: the same sums in
NumPy, on slices of arrays allocated once: the best form of the published algorithm. One thread each: the
arrays are too short for more.

In: --cells [4, S] λ, η_d, η_g, start. Out: [S] ends.
"""
import numpy as np

from peer import Options, numbers, python_version, serve

options = Options()
T = options.count("steps")
cells = numbers(options.text("cells")).reshape(4, -1)
ends = np.zeros(cells.shape[1])


def with_numpy(decay, rate, push, start):
    history = np.empty(T)
    difference, weighted = np.empty(T), np.empty(T)
    # Newest last: the weights of t positions are the last t of these.
    weights = rate * (1 - rate * decay) ** np.arange(T - 1, -1, -1.0)
    accumulated = (1 - (1 - rate * decay) ** np.arange(1, T + 1)) / decay
    y = start
    for t in range(T):
        history[t] = y
        d, e = difference[: t + 1], weighted[: t + 1]
        np.subtract(history[: t + 1], y, out=d)
        np.multiply(d, d, out=e)
        e *= -0.5
        np.exp(e, out=e)
        e *= d
        # ∇K(y, s) = (s − y) e^{−(s − y)²/2}; the particle's own past repels it.
        gradient = -y * np.exp(-0.5 * y * y) * accumulated[t] - np.dot(weights[T - 1 - t :], e)
        y += push * gradient
    return y


def with_torch(decay, rate, push, start):
    y = torch.tensor([[start]], dtype=torch.float64)
    true = torch.zeros(1, 1, dtype=torch.float64)
    history = torch.empty(0, 1, dtype=torch.float64)
    retention = 1 - rate * decay
    for t in range(T):
        history = torch.cat((history, y))
        ages = torch.arange(t, -1, -1, dtype=torch.float64)
        weights = rate * retention**ages
        toward = history - y
        kernel = torch.exp(-0.5 * (toward * toward).sum(1))
        past = ((weights * kernel).unsqueeze(1) * toward).sum(0, keepdim=True)
        to_true = true - y
        here = to_true * torch.exp(-0.5 * (to_true * to_true).sum(1, keepdim=True))
        y = y + push * ((1 - retention ** (t + 1)) / decay * here - past)
    return y.item()


def run():
    for s in range(ends.size):
        ends[s] = one(*cells[:, s])


if options.text("with") == "torch":
    import torch

    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    one, version = with_torch, f"PyTorch {torch.__version__}"
else:
    one, version = with_numpy, f"NumPy {np.__version__}"
whole, T = T, 20
one(*cells[:, 0])
T = whole
serve(run, lambda: ends, f"{version}, {python_version()}")
