import { OPTIONS, type OptionName } from "./arguments.ts";
import type { Command } from "./command.ts";

function optionLines(names: readonly OptionName[]): string[] {
  const rows = names.map((name) => {
    const option: { value?: string; help: string; short?: string } = OPTIONS[name];
    const short = option.short === undefined ? "" : `-${option.short}, `;
    return [`${short}--${name}${option.value === undefined ? "" : ` ${option.value}`}`, option.help] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

/** The help text of one command. */
export function commandHelp(command: Command): string {
  return [
    `Usage: ganphase ${command.name} ${command.operands} [options]`,
    "",
    `${command.summary}.`,
    "",
    ...command.description,
    "",
    "Options:",
    ...optionLines(command.options),
    "",
    command.examples.length > 1 ? "Examples:" : "Example:",
    ...command.examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
}

/** The help text of the program. */
export function programHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((one) => `${one.name} ${one.operands}`.length));
  return [
    "Usage: ganphase COMMAND [options]",
    "",
    "Phase diagrams of GAN training: when it covers the data, collapses, oscillates",
    "or diverges, and why.",
    "",
    "Commands:",
    ...commands.map((one) => `  ${`${one.name} ${one.operands}`.padEnd(width)}  ${one.summary}`),
    "",
    "`ganphase COMMAND --help` tells more of each.",
    "",
    "Exit codes: 0 done, 1 the program failed, 2 the input was wrong,",
    "130 interrupted (finished work is kept).",
    "",
  ].join("\n");
}
