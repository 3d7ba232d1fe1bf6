import { ForbiddenException, HttpException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

const FORBIDDEN = new ForbiddenException().getStatus();

/**
 * What this button does ends the session its page was shown in, so that a second press comes with a token of before: it
 * is led to this page, which says what has become of the first. @param page beside the route's own address
 */
export const ShownAgainAt = (page: string): MethodDecorator => RouteConfig({ shownAgainAt: page });

/**
 * @returns where to lead a form whose token is out of date; null where it is refused, as one from another site or
 * without a token always is
 */
export function shownAgain(
  error: unknown,
  { routeOptions, body, url }: Pick<FastifyRequest, 'routeOptions' | 'body' | 'url'>,
): string | null {
  const { shownAgainAt } = (routeOptions.config ?? {}) as { shownAgainAt?: string };
  if (shownAgainAt === undefined || !(error instanceof HttpException) || error.getStatus() !== FORBIDDEN) return null;
  // Another site is refused before the body is read.
  if (typeof (body as { _csrf?: unknown } | undefined)?._csrf !== 'string') return null;
  return url.split('?')[0]!.replace(/[^/]*$/, shownAgainAt);
}
