/** The floor of the start: Nest on Fastify with one module, one controller and one page. */
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

class HomeController {
  home() {
    return '<!doctype html><title>Home</title>';
  }
}
Get()(HomeController.prototype, 'home', Object.getOwnPropertyDescriptor(HomeController.prototype, 'home'));
Controller()(HomeController);

class BareModule {}
Module({ controllers: [HomeController] })(BareModule);

const app = await NestFactory.create(BareModule, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
