export * from "./bilinearAverage.ts";
export * from "./delayedGame.ts";
