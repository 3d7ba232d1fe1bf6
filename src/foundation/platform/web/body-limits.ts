import { BadRequestException, HttpException } from '@nestjs/common';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { parse } from 'node:querystring';
import type { Config } from '../../config/index.js';

/** Larger than any form of ours, and far below a megabyte. */
export const LARGEST_BODY_BYTES = 256 * 1024;
/** Deeper than any deposit. The checks of a body call themselves at each level, so the depth must have a limit. */
export const DEEPEST_BODY = 20;
/**
 * The most names and list items in one JSON body. The largest deposit that the API takes, six children with twenty
 * wishes each, has about 650.
 */
const MOST_JSON_VALUES = 1000;
export const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * Thrown by the body parsers (413) before any field is looked at. This limits the time that a stranger's fields can
 * cost.
 */
export class TooManyFields extends HttpException {
  constructor(
    /** The most fields that this route takes. */
    readonly most: number,
  ) {
    super('too many fields', 413);
  }
}

/** Sets how many fields the form of a route may send. A long list sends more than `BODY_FIELDS`. */
export const TakesFields = (most: number): MethodDecorator => RouteConfig({ takesFields: most });

const mostOf = ({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>, usual: number): number =>
  (routeOptions.config as { takesFields?: number }).takesFields ?? usual;

/** How often a byte occurs in a text. Counting stops at `most`. */
function occurrences(text: Buffer, byte: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf(byte); at !== -1 && count <= most; at = text.indexOf(byte, at + 1)) count += 1;
  return count;
}

const [PLUS, SPACE] = [0x2b, 0x20];

/**
 * Parses a form as browsers encode it (URL Standard §5.1). A name that comes several times gets a list.
 * @throws TooManyFields beyond `most`, before any field is decoded
 */
export function parseForm(body: Buffer, most: number): Record<string, unknown> {
  if (occurrences(body, '&', most) >= most) throw new TooManyFields(most);
  // In forms a plus is a space. `parse` would cut the text at each plus, and 240 kB of them would be as many pieces to
  // join.
  for (let at = 0; at < body.length; at += 1) if (body[at] === PLUS) body[at] = SPACE;
  const fields = parse(body.toString(), '&', '=', { maxKeys: 0 });
  // A field named `__proto__` would replace the prototype of an object to which it is copied later.
  if (Object.hasOwn(fields, '__proto__')) throw new BadRequestException();
  return { ...fields };
}

const [QUOTE, BACKSLASH, COMMA] = ['"', '\\', ','].map((sign) => sign.charCodeAt(0));
const OPENING = new Set(['{', '['].map((sign) => sign.charCodeAt(0)));
const CLOSING = new Set(['}', ']'].map((sign) => sign.charCodeAt(0)));

/**
 * Counts the values of a JSON text before it is parsed. It counts the commas outside strings, for each object or list.
 * @throws TooManyFields when an object or a list has more than `most` names or items, or the body has more than any
 * deposit
 * @throws BadRequestException when the body is nested more deeply than anything we take
 */
export function checkDocument(body: Buffer, most: number): void {
  const counts = [1];
  let left = Math.max(most, MOST_JSON_VALUES);
  let inText = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]!;
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === COMMA) {
      const count = (counts.pop() ?? 0) + 1;
      counts.push(count);
      left -= 1;
      if (count > most || left < 0) throw new TooManyFields(most);
    } else if (OPENING.has(byte)) {
      counts.push(1);
      if (counts.length > DEEPEST_BODY) throw new BadRequestException();
    } else if (CLOSING.has(byte)) counts.pop();
  }
}

/** Installs the parsers of forms and JSON bodies. Uploads have their own (upload.ts). */
export function installBodyParsers(app: NestFastifyApplication, { BODY_FIELDS }: Config): void {
  const options = { bodyLimit: LARGEST_BODY_BYTES };
  app.useBodyParser(FORM_TYPE, options, (request, body, done) =>
    done(null, parseForm(body, mostOf(request, BODY_FIELDS))),
  );
  const fastify = app.getHttpAdapter().getInstance();
  // Nothing is sent to us as plain text.
  fastify.removeContentTypeParser('text/plain');
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', options, (request, body, done) => {
    checkDocument(body, mostOf(request, BODY_FIELDS));
    void parseJson(request as FastifyRequest, body.toString(), done);
  });
}
