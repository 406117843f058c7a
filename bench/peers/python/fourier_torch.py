"""The Fourier form in 2-D, batched over replicas, PyTorch, float64:
f = Σ_κ c_κ (A_κ cos κ·y + B_κ sin κ·y), κ = Δ(a, b), learning and feeling as in `peers/cpp/fourier.cpp`.

c depends on |a| and |b| alone, so that the waves (a, b) and (a, −b) together are the products of cos aΔx,
sin aΔx with cos bΔy, sin bΔy. Two forms, of which the faster one (found while warming up) is timed.
`separable`: cosines and sines of each coordinate's multiples alone, everything else batched matrix products
[2a, n][n, 2b]. `direct`: phases of all waves by one matrix product, their cosines and sines, sums by matrix
products. All operations use `--threads` threads.

In: --waves [K, 3] a, b, c_κ of the half plane; --points [N, 3] x, y, p; --starts [R, 2n]. Out: [R, 2n] ends.
"""
import torch

from peer import Options, fastest, numbers, python_version, serve

options = Options()
T, n = options.count("steps"), options.count("particles")
spacing, rate, push = options.number("spacing"), options.number("rate"), options.number("push") / n
keep = 1 - rate * options.number("decay")
torch.set_num_threads(options.count("threads"))
torch.set_flush_denormal(True)
waves = torch.from_numpy(numbers(options.text("waves")).reshape(-1, 3))
points = torch.from_numpy(numbers(options.text("points")).reshape(-1, 3))
starts = torch.from_numpy(numbers(options.text("starts")).reshape(-1, 2 * n))
R = len(starts)
ends = starts.clone()


def with_products(steps):
    """Factors in the order cos 0, cos Δx, …, sin 0, sin Δx, …"""
    a, b, c = waves[:, 0].long(), waves[:, 1].long(), waves[:, 2]
    A, B = int(a.max()) + 1, int(b.max()) + 1
    weight = torch.zeros(2 * A, 2 * B, dtype=torch.float64)
    upper = b >= 0
    both = torch.where((a > 0) & (b > 0), 2.0, 1.0)
    for p in (0, A):
        for q in (0, B):
            weight[a[upper] + p, b[upper] + q] = (both * c)[upper]
    ka, kb = spacing * torch.arange(A, dtype=torch.float64), spacing * torch.arange(B, dtype=torch.float64)
    signed_a = torch.cat((ka, -ka))
    signed_b = torch.cat((kb, -kb))

    def factors(z, k, out):
        """[…, n] → […, n, 2 K]"""
        phase = z.unsqueeze(-1) * k
        torch.cos(phase, out=out[..., : len(k)])
        torch.sin(phase, out=out[..., len(k) :])
        return out

    def empty(count, columns):
        return torch.empty(count, columns, dtype=torch.float64)

    u = factors(points[:, 0], ka, empty(len(points), 2 * A))
    v = factors(points[:, 1], kb, empty(len(points), 2 * B))
    truth = rate * (u * points[:, 2:]).T @ v
    M, learnt, held = (torch.zeros(R, 2 * A, 2 * B, dtype=torch.float64) for _ in range(3))
    U, along, product = (torch.empty(R, n, 2 * A, dtype=torch.float64) for _ in range(3))
    V, across = (torch.empty(R, n, 2 * B, dtype=torch.float64) for _ in range(2))
    position = starts.reshape(R, n, 2).clone()
    x, y = position[..., 0].contiguous(), position[..., 1].contiguous()
    for _ in range(steps):
        factors(x, ka, U)
        factors(y, kb, V)
        torch.bmm(U.transpose(1, 2), V, out=learnt)
        M.mul_(keep).add_(truth).add_(learnt, alpha=-rate / n)
        torch.mul(M, weight, out=held)
        torch.bmm(V, held.transpose(1, 2), out=along)  # Σ_q M_pq v_q(y), a column a p.
        torch.bmm(U, held, out=across)
        # d cos = −k sin, d sin = k cos: halves trade places.
        torch.mul(U, signed_a, out=product)
        x.add_((product[..., :A] * along[..., A:]).sum(-1).add_((product[..., A:] * along[..., :A]).sum(-1)), alpha=push)
        V.mul_(signed_b)
        y.add_((V[..., :B] * across[..., B:]).sum(-1).add_((V[..., B:] * across[..., :B]).sum(-1)), alpha=push)
    ends.copy_(torch.stack((x, y), 2).reshape(R, 2 * n))


def with_phases(steps):
    k, c = spacing * waves[:, :2], waves[:, 2]
    kt = k.T.contiguous()
    phase = points[:, :2] @ kt
    truth = rate * points[:, 2] @ torch.cat((torch.cos(phase), torch.sin(phase)), 1)
    C, S = (torch.empty(R, n, len(k), dtype=torch.float64) for _ in range(2))
    coefficients = torch.zeros(R, 2 * len(k), dtype=torch.float64)
    position = starts.reshape(R, n, 2).clone()
    for _ in range(steps):
        phase = position @ kt
        torch.cos(phase, out=C)
        torch.sin(phase, out=S)
        learnt = torch.cat((C.sum(1), S.sum(1)), 1)
        coefficients.mul_(keep).add_(truth).add_(learnt, alpha=-rate / n)
        even, odd = coefficients[:, : len(k)] * c, coefficients[:, len(k) :] * c
        position += push * (torch.bmm(C, odd.unsqueeze(2) * k) - torch.bmm(S, even.unsqueeze(2) * k))
    ends.copy_(position.reshape(R, 2 * n))


forms = {"separable": with_products, "direct": with_phases}
form = fastest(forms, lambda name: forms[name](2))
serve(lambda: forms[form](T), lambda: ends.numpy(), f"PyTorch {torch.__version__}, {python_version()}", form)
