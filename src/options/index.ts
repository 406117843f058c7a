export { check, options } from "./check.ts";
export { InputError, inside, joinPath } from "./error.ts";
export { type AnyKind, define, extended, type Family, family, type Kind, type Spec } from "./family.ts";
export { nearestName } from "./nearest.ts";
export { forbiddenKeys, named, pathText, quoted } from "./place.ts";
export { suggestion } from "./problem.ts";
export * from "./values.ts";
