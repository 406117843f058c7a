export * from "./fields.ts";
export * from "./forecast.ts";
export * from "./game.ts";
