import { ForbiddenException, HttpException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

const FORBIDDEN = new ForbiddenException().getStatus();

/**
 * For a button that ends the session in which its page was shown. A second press then comes with a token of that ended
 * session. Instead of being refused, it is redirected to this page, which shows the outcome of the first press.
 * @param page relative to the address of the route
 */
export const ShownAgainAt = (page: string): MethodDecorator => RouteConfig({ shownAgainAt: page });

/**
 * @returns where to redirect a form whose token is out of date. Null when the form must be refused, as it always is
 * from another site or without a token
 */
export function shownAgain(
  error: unknown,
  { routeOptions, body, url }: Pick<FastifyRequest, 'routeOptions' | 'body' | 'url'>,
): string | null {
  const { shownAgainAt } = (routeOptions.config ?? {}) as { shownAgainAt?: string };
  if (shownAgainAt === undefined || !(error instanceof HttpException) || error.getStatus() !== FORBIDDEN) return null;
  // A form from another site is refused before its body is read, so it has no token here.
  if (typeof (body as { _csrf?: unknown } | undefined)?._csrf !== 'string') return null;
  return url.split('?')[0]!.replace(/[^/]*$/, shownAgainAt);
}
