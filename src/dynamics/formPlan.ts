import {
  chooseForm,
  departedFrom,
  type Form,
  type FormReport,
  type Member,
} from "../discriminators/index.ts";
import { assemble } from "./assemble.ts";
import type { Assembled, Plan } from "./plan.ts";
import type { Simulation } from "./simulation.ts";

/** A kernel discriminator that every sample pulls with constant strength, in one of its forms. */
export class FormPlan implements Plan {
  readonly simulation: Simulation;
  readonly key: string;
  /** What the form needs to know of the simulation. */
  readonly member: Member;
  private readonly form: Form;

  /** @throws InputError when the form asked for cannot hold this game. */
  constructor(simulation: Simulation, member: Member) {
    this.simulation = simulation;
    this.member = member;
    this.form = chooseForm(member);
    const { stepper, game } = simulation;
    this.key = `${this.form.key(member)} ${stepper.kind} ${game.motion.key}`;
  }

  get rows(): number {
    return this.form.rows(this.member);
  }

  get report(): FormReport {
    return this.form.report(this.member);
  }

  get endsOutside(): boolean {
    return this.form.endsOutside?.(this.member) === true;
  }

  wider(): Plan | undefined {
    const wider = departedFrom(this.member, this.form);
    return wider === undefined ? undefined : new FormPlan(this.simulation, wider);
  }

  assemble(plans: readonly Plan[]): Assembled {
    return assemble(this.form, plans as readonly FormPlan[]);
  }
}
