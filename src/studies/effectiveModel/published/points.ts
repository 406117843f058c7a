/** Where a published boundary passes at one learning rate of the discriminator. */
export interface PublishedPoint {
  /** The discriminator's learning rate; that of the particles is 1e-4. */
  readonly rate: number;
  /** γ at which missing entropy passes half its maximum, ln(100)/2. */
  readonly coupling: number;
  /** The published couplings next to it, in whose missing entropies the passage is seen. */
  readonly low: number;
  readonly high: number;
}

/**
 * Measured from the final particles that accompany S. Durr, Y. Mroueh, Y. Tu, S. Wang, Phys. Rev. X 13, 041004 (2023)
 * (the first author's effective-gan-mnist-data): 100 particles, 100 images of MNIST, a ReLU network, one run at each of
 * 10 to 26 couplings. The missing entropy is made monotone and interpolated as in `numerics/crossing.ts`; what is known
 * is that the passage lies between `low` and `high`, at 1e-4 from the first collapsed run on to the last that is not.
 * At 1.5e-4 and 4.6e-4 the runs end before it, at γ = 0.551 and 0.807; below 2e-5 all runs miss more than half.
 */
export const publishedBoundary: readonly PublishedPoint[] = [
  { rate: 1e-4, coupling: 0.344, low: 0.257, high: 0.667 },
  { rate: 2.154e-4, coupling: 0.597, low: 0.551, high: 0.667 },
  { rate: 3.162e-4, coupling: 0.652, low: 0.551, high: 0.807 },
  { rate: 6.813e-4, coupling: 0.751, low: 0.667, high: 0.807 },
  { rate: 1e-3, coupling: 0.88, low: 0.667, high: 0.977 },
  { rate: 1.468e-3, coupling: 0.947, low: 0.667, high: 0.977 },
  { rate: 2.154e-3, coupling: 0.957, low: 0.807, high: 0.977 },
];
