export * from "./line.ts";
export * from "./linearGenerator.ts";
export * from "./lineOrders.ts";
export * from "./lineProgram.ts";
export * from "./progressive.ts";
export * from "./spectralGame.ts";
