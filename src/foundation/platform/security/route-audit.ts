import { Injectable, type OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { RequestMethod } from '@nestjs/common';
import { ACCESS, type Access } from './allow.js';

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
}

const join = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

/** Refuses to start when a route names no permission. Also lists all routes, for the test that calls each of them. */
@Injectable()
export class RouteAudit implements OnModuleInit {
  private routes: Route[] = [];
  private readonly access = new Map<string, Access>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const found = this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const base = this.reflector.get<string>(PATH_METADATA, metatype) ?? '';
      return this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object).flatMap((name) => {
        const handler = (instance as Record<string, (...args: unknown[]) => unknown>)[name]!;
        const path = this.reflector.get<string | string[] | undefined>(PATH_METADATA, handler);
        if (path === undefined) return [];
        const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, metatype]);
        const method = RequestMethod[this.reflector.get<RequestMethod>(METHOD_METADATA, handler)]!;
        return [path]
          .flat()
          .map((part) => ({ method, path: join(base, part), access, where: `${metatype.name}.${name}` }));
      });
    });
    const open = found.filter((route) => !route.access);
    if (open.length > 0) {
      throw new Error(
        `Routes without @Allow or @Public: ${open.map((route) => `${route.method} ${route.path} (${route.where})`).join(', ')}`,
      );
    }
    this.routes = found.map(({ method, path, access }) => ({ method, path, access: access! }));
    for (const { method, path, access } of this.routes) this.access.set(`${method} ${path}`, access);
  }

  /** Who may use a route, by its pattern; undefined when it is not one of ours. */
  accessOf(method: string, path: string): Access | undefined {
    return this.access.get(`${method} ${path}`);
  }

  listRoutes(): readonly Route[] {
    return this.routes;
  }
}
