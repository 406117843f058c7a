export * from "./coupledMatrix.ts";
export * from "./coupledPoints.ts";
export * from "./couplingWindow.ts";
export * from "./criticalPenalty.ts";
export * from "./linearDiscriminator.ts";
