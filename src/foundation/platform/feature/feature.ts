import { Module, type InjectionToken, type Provider, type Type } from '@nestjs/common';
import type { EntityClass } from '../database/index.js';
import { MessageKinds, type MessageKind } from '../outbox/index.js';

type ServiceClass = abstract new (...dependencies: never[]) => object;
export type Services<Classes extends readonly ServiceClass[]> = {
  [Index in keyof Classes]: Classes[Index] extends abstract new (...dependencies: never[]) => infer Service
    ? Service
    : never;
};

/** What a feature does when the application starts: it takes part in a moment of a feature below it. */
export interface Join {
  readonly needs: readonly ServiceClass[];
  readonly run: (services: readonly object[]) => void;
}

/**
 * @param needs the services that `run` is handed, each of the feature itself or of a module that it uses
 * @param run joins a moment; it changes nothing else
 */
export const join = <const Needs extends readonly ServiceClass[]>(
  needs: Needs,
  run: (...services: Services<Needs>) => void,
): Join => ({ needs, run: (services) => run(...(services as Services<Needs>)) });

/** All that the application has to know of a small feature. */
export interface FeatureParts {
  /** The modules of the features that it stands on. */
  readonly uses: readonly Type[];
  readonly tables: readonly EntityClass[];
  /** What it hands to features above it. */
  readonly services: readonly Provider[];
  /** What it keeps to itself. */
  readonly own: readonly Provider[];
  /** Its controllers. */
  readonly pages: readonly Type[];
  /** The kinds of message that it sends. */
  readonly sends: readonly MessageKind[];
  readonly joins: readonly Join[];
}

export interface Feature {
  readonly name: string;
  readonly tables: readonly EntityClass[];
  readonly module: Type;
  /** The token of a function without arguments that takes the feature's part in every moment it joins. */
  readonly joins: InjectionToken;
}

/**
 * Declares a feature: the list of features (`src/features.ts`) makes it part of the application.
 * @param name of its folder. When a module is missing from `uses`, Nest refuses to start and says this name.
 */
export function feature(name: string, { uses, tables, services, own, pages, sends, joins }: FeatureParts): Feature {
  const module = { [name]: class {} }[name]!;
  const joined = `what ${name} joins`;
  Module({
    imports: [...uses],
    controllers: [...pages],
    providers: [
      ...services,
      ...own,
      {
        provide: `what ${name} sends`,
        inject: [MessageKinds],
        useFactory: (kinds: MessageKinds) => kinds.register(...sends),
      },
      {
        provide: joined,
        inject: joins.flatMap(({ needs }) => [...needs]),
        useFactory: (...all: object[]) => runEach(joins, all),
      },
    ],
    exports: [...services, joined],
  })(module);
  return { name, tables, module, joins: joined };
}

/** Hands each join its own services out of all, which stand one join after the other. */
function runEach(joins: readonly Join[], all: readonly object[]): () => void {
  const parts = joins.map(({ needs, run }, index) => {
    const before = joins.slice(0, index).reduce((sum, one) => sum + one.needs.length, 0);
    return () => run(all.slice(before, before + needs.length));
  });
  return () => parts.forEach((take) => take());
}

/** Takes the part of every feature, in the order of the list, once all services of the application are there. */
export const joinInOrder = (features: readonly Feature[]): Provider => ({
  provide: 'what the features join',
  inject: features.map(({ joins }) => joins),
  useFactory: (...parts: (() => void)[]) => ({ onModuleInit: () => parts.forEach((take) => take()) }),
});
