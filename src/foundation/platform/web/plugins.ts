import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import serveStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/index.js';
import { SharedMemory } from '../settings/index.js';
import { Authenticators, RouteAudit, type ActingRequest } from '../security/index.js';
import { installBodyParsers } from './body-limits.js';
import { cleanInput } from './clean-input.js';
import { CSRF_COOKIE, installHostCookies, nameInBrowser } from './cookies.js';
import { keepUnlisted } from './listing.js';
import { refuseOtherOrigins } from './same-origin.js';
import { KeptPages } from './kept-pages.js';
import { installUploads } from './upload.js';
import { installLanguageSwitch } from './words.js';

const isForm = (request: FastifyRequest): boolean => request.method === 'POST' && !request.url.startsWith('/api/');

/**
 * The steps of every request, in order: cookies, kept public pages, shared memory, headers, origin, files, clean
 * input, CSRF, assets.
 */
export async function installPlugins(app: NestFastifyApplication, config: Config, root: string): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const authenticators = app.get(Authenticators);
  const routes = app.get(RouteAudit);
  await app.register(cookie, { secret: config.SESSION_SECRET });
  installHostCookies(fastify, config.secure);
  // Pages are kept for strangers in production only. In tests, each request must see what the test has just changed.
  if (config.live) app.get(KeptPages).installOn(fastify);
  app.get(SharedMemory).refreshBeforeRequests(fastify);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    strictTransportSecurity: config.secure,
    referrerPolicy: { policy: 'no-referrer' },
  });
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    void reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    // Answers of the API are about families, so no cache may keep them.
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
  keepUnlisted(fastify, routes);
  refuseOtherOrigins(fastify, config.BASE_URL);
  await app.register(csrf, {
    cookieKey: nameInBrowser(CSRF_COOKIE, config.secure),
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure: config.secure, signed: true },
    csrfOpts: { hmacKey: config.SESSION_SECRET },
    getUserInfo: (request: FastifyRequest) => authenticators.sessionsOf(request),
    getToken: (request: FastifyRequest) => (request.body as { _csrf?: string } | undefined)?._csrf,
  });
  installLanguageSwitch(fastify);
  installBodyParsers(app, config);
  await installUploads(app);
  fastify.addHook('preValidation', (request, _reply, done) => {
    try {
      request.params = cleanInput(request.params);
      request.query = cleanInput(request.query);
      request.body = cleanInput(request.body);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
  // The pages of everybody hold no token. A forged press of their button gains nothing while the browser holds nothing.
  // As soon as it does, its pages have a token.
  const needsToken = (request: FastifyRequest): boolean => {
    // No route answers the address, so nobody was asked who is acting.
    if (request.is404) return false;
    const access = routes.accessOf('POST', request.routeOptions.url ?? '');
    const { actor } = request as ActingRequest;
    const holdsNothing = actor === null || (actor.kind === 'family' && actor.unwritten !== undefined);
    return !(access && 'public' in access && access.withoutToken && holdsNothing);
  };
  fastify.addHook('preHandler', (request, reply, done) => {
    if (isForm(request) && needsToken(request)) fastify.csrfProtection(request, reply, done);
    else done();
  });
  const assets = join(root, 'public');
  if (existsSync(assets)) {
    await app.register(serveStatic, {
      root: assets,
      prefix: '/assets/',
      preCompressed: true,
      maxAge: '365d',
      immutable: true,
    });
  }
}
