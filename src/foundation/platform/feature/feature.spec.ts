import { Global, Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { Hooks } from '../../kernel/hooks.js';
import { messageKind, MessageKinds } from '../outbox/index.js';
import { feature, join, joinInOrder, type Feature, type Join } from './feature.js';

@Injectable()
class Moves {
  readonly moved = new Hooks<() => string>('something has moved');
}
@Global()
@Module({ providers: [MessageKinds], exports: [MessageKinds] })
class Kinds {}
@Module({ providers: [Moves], exports: [Moves] })
class MovesModule {}

@Injectable()
class North {
  readonly name = 'north';
}
@Injectable()
class South {
  readonly name = 'south';
}

const NONE = { tables: [], own: [], pages: [], sends: [] };
const tells = (service: Type<{ name: string }>): Join =>
  join([Moves, service], ({ moved }, { name }) => moved.join(`${name} looks`, () => name));
const declared = (name: string, service: Type<{ name: string }>, uses: Type[] = [MovesModule]): Feature =>
  feature(name, { ...NONE, uses, services: [service], joins: [tells(service), tells(service)] });

const start = (features: readonly Feature[]) => {
  @Module({
    imports: [Kinds, MovesModule, ...features.map(({ module }) => module)],
    providers: [joinInOrder(features)],
  })
  class App {}
  return NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
};

describe('a feature that declares itself', () => {
  it('joins in the order of the list, each join with services of its own', async () => {
    const [north, south] = [declared('north', North), declared('south', South, [MovesModule, Kinds])];
    for (const list of [
      [north, south],
      [south, north],
    ]) {
      const app = await start(list);
      const told = app.get(Moves).moved.all.map((tell) => tell());
      expect(told).toEqual(list.flatMap(({ name }) => [name, name]));
      await app.close();
    }
  });

  it('registers the kinds of message that it sends', async () => {
    const sends = [messageKind({ code: 'north-wind', to: 'staff' })];
    const app = await start([feature('north', { ...NONE, uses: [], services: [], joins: [], sends })]);
    expect(app.get(MessageKinds).all).toEqual(sends);
    await app.close();
  });

  it('stops the start with its name when a module that it uses is missing', async () => {
    await expect(start([declared('north', North, [])])).rejects.toThrow(/what north joins/);
  });
});
