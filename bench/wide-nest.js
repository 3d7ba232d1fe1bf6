/**
 * A second floor of the start: a Nest on Fastify as wide as ours, and with nothing in it. As many modules, controllers,
 * routes, providers that ask for one another, and tables of TypeORM on a file of SQLite as the sources declare.
 */
import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EntitySchema } from 'typeorm';

const COLUMNS = 10;
const sources = readdirSync('src', { recursive: true }).filter((file) => /(?<!\.spec)\.ts$/.test(file));
const declared = sources.map((file) => readFileSync(join('src', file), 'utf8')).join('\n');
const count = (pattern) => declared.match(pattern).length;
const wide = {
  modules: count(/^@Module\(/gm),
  controllers: count(/^@Controller\(/gm),
  routes: count(/^ {2}@(Get|Post|Put|Delete|Patch)\(/gm),
  providers: count(/^@Injectable\(/gm),
  tables: count(/^@Entity\(/gm),
};

/** Of so many things, those that fall to one of so many places. */
const shareOf = (things, place, places) =>
  Array.from({ length: things }, (_, index) => index).filter((index) => index % places === place);

function provider(index, needs) {
  const Provider = { [`Provider${index}`]: class {} }[`Provider${index}`];
  Injectable()(Provider);
  Reflect.defineMetadata('design:paramtypes', needs, Provider);
  return Provider;
}

function controller(index, needs) {
  const Pages = { [`Controller${index}`]: class {} }[`Controller${index}`];
  for (const route of shareOf(wide.routes, index, wide.controllers)) {
    Pages.prototype[`show${route}`] = () => '<!doctype html><title>Home</title>';
    const property = Object.getOwnPropertyDescriptor(Pages.prototype, `show${route}`);
    Get(route === 0 ? '/' : `/pages-${index}/:id/page-${route}`)(Pages.prototype, `show${route}`, property);
  }
  Reflect.defineMetadata('design:paramtypes', needs, Pages);
  Controller()(Pages);
  return Pages;
}

const modules = Array.from({ length: wide.modules }, (_, place) => {
  const providers = [];
  for (const index of shareOf(wide.providers, place, wide.modules))
    providers.push(provider(index, providers.slice(-4)));
  const controllers = shareOf(wide.controllers, place, wide.modules).map((index) =>
    controller(index, providers.slice(-4)),
  );
  const Part = { [`Part${place}`]: class {} }[`Part${place}`];
  Module({ providers, controllers })(Part);
  return Part;
});
const tables = Array.from(
  { length: wide.tables },
  (_, index) =>
    new EntitySchema({
      name: `Table${index}`,
      columns: Object.fromEntries(
        Array.from({ length: COLUMNS }, (_none, column) => [
          `column${column}`,
          { type: String, primary: column === 0 },
        ]),
      ),
    }),
);

class WideModule {}
const database = TypeOrmModule.forRoot({ type: 'better-sqlite3', database: process.env.WIDE_FILE, entities: tables });
Module({ imports: [database, ...modules] })(WideModule);

const app = await NestFactory.create(WideModule, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
