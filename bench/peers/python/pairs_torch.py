"""Gradient of a kernel sum over all pairs in 2-D, float32, PyTorch, in chunks of targets:
G_j = −σ⁻² Σ_i w_i e^{−|y_j − x_i|²/2σ²} (y_j − x_i).

Two forms, of which the faster one (found while warming up, with its chunk) is timed. `matmul`: the exponents by
one product [chunk, 4][4, N] of (y, −|y|²/2, 1) with (x, 1, −|x|²/2), the exponential in place, the sums by
a product with (w, w x) [N, 3]; elementwise work is the exponential alone. `broadcast`: differences [chunk, N]
a coordinate, as one writes it first. Products and elementwise operations use `--threads` threads each.

In: --points [N + M, 3] x, y, weight of the sources, then x, y, 0 of the targets. Out: [M, 2] G.
"""
import torch

from peer import Options, fastest, numbers, python_version, serve

options = Options()
N, M, width = options.count("sources"), options.count("targets"), options.number("width")
torch.set_num_threads(options.count("threads"))
torch.set_flush_denormal(True)
points = torch.from_numpy(numbers(options.text("points")).reshape(-1, 3)).to(torch.float32)
# Lengths in widths.
x, w, y = points[:N, :2] / width, points[:N, 2].contiguous(), points[N:, :2] / width
gradient = torch.empty(M, 2)


def with_matmul(chunk, targets):
    right = torch.stack((x[:, 0], x[:, 1], torch.ones(N), -0.5 * (x * x).sum(1)))
    sources = torch.stack((w, w * x[:, 0], w * x[:, 1]), 1)
    left = torch.stack((y[:, 0], y[:, 1], -0.5 * (y * y).sum(1), torch.ones(M)), 1)
    kernel = torch.empty(chunk, N)
    for first in range(0, targets, chunk):
        k = kernel[: min(chunk, targets - first)]
        torch.mm(left[first : first + chunk], right, out=k)
        k.exp_()
        sums = k @ sources
        gradient[first : first + chunk] = (sums[:, 1:] - sums[:, :1] * y[first : first + chunk]) / width


def with_broadcast(chunk, targets):
    x0, x1 = x[:, 0].contiguous(), x[:, 1].contiguous()
    a, b, r2 = (torch.empty(chunk, N) for _ in range(3))
    for first in range(0, targets, chunk):
        c = min(chunk, targets - first)
        dx, dy, e = a[:c], b[:c], r2[:c]
        torch.sub(x0, y[first : first + c, :1], out=dx)
        torch.sub(x1, y[first : first + c, 1:], out=dy)
        torch.mul(dx, dx, out=e).addcmul_(dy, dy).mul_(-0.5).exp_()
        gradient[first : first + c, 0] = dx.mul_(e) @ w / width
        gradient[first : first + c, 1] = dy.mul_(e) @ w / width


forms = {"matmul": with_matmul, "broadcast": with_broadcast}
candidates = [(name, chunk) for name in forms for chunk in (16, 64, 256, 1024)]
form, chunk = fastest(candidates, lambda one: forms[one[0]](one[1], min(M, 1024)))
serve(
    lambda: forms[form](chunk, M),
    lambda: gradient.numpy(),
    f"PyTorch {torch.__version__}, {python_version()}",
    f"{form}, chunks of {chunk}",
)
