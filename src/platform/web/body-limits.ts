import { BadRequestException, HttpException } from '@nestjs/common';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { parse } from 'node:querystring';
import type { Config } from '../../config/index.js';

/** Larger than any form of ours, far below a megabyte. */
export const LARGEST_BODY_BYTES = 256 * 1024;
/** Deeper than any deposit. What checks a body calls itself at each level. */
export const DEEPEST_BODY = 20;
/**
 * Names and list items of a whole JSON body: the largest deposit that the API takes (six children with twenty wishes
 * each) has about 650.
 */
const MOST_JSON_VALUES = 1000;
const FORM = 'application/x-www-form-urlencoded';

/**
 * Thrown by the parsers of bodies (413) before any field is looked at: the time a field costs is then bounded, whoever
 * sends it.
 */
export class TooManyFields extends HttpException {
  constructor(
    /** The most that this route takes. */
    readonly most: number,
  ) {
    super('too many fields', 413);
  }
}

/** A form that lists a whole house sends more than `BODY_FIELDS` fields: its route says how many. */
export const TakesFields = (most: number): MethodDecorator => RouteConfig({ takesFields: most });

const mostOf = ({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>, usual: number): number =>
  (routeOptions.config as { takesFields?: number }).takesFields ?? usual;

/** How often a byte stands in a text, counted no further than `most`. */
function occurrences(text: Buffer, byte: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf(byte); at !== -1 && count <= most; at = text.indexOf(byte, at + 1)) count += 1;
  return count;
}

const [PLUS, SPACE] = [0x2b, 0x20];

/**
 * The fields of a form as a browser encodes them (URL Standard §5.1); a name that comes several times has a list.
 * @throws TooManyFields beyond `most`, before any is decoded
 */
export function parseForm(body: Buffer, most: number): Record<string, unknown> {
  if (occurrences(body, '&', most) >= most) throw new TooManyFields(most);
  // A plus is a space. To `parse` each is a piece of its own, and 240 kB of them as many pieces to put together.
  for (let at = 0; at < body.length; at += 1) if (body[at] === PLUS) body[at] = SPACE;
  const fields = parse(body.toString(), '&', '=', { maxKeys: 0 });
  // Copied onto another object, it would replace the prototype of that object.
  if (Object.hasOwn(fields, '__proto__')) throw new BadRequestException();
  return { ...fields };
}

const [QUOTE, BACKSLASH, COMMA] = ['"', '\\', ','].map((sign) => sign.charCodeAt(0));
const OPENING = new Set(['{', '['].map((sign) => sign.charCodeAt(0)));
const CLOSING = new Set(['}', ']'].map((sign) => sign.charCodeAt(0)));

/**
 * Counts what a JSON text holds before anything reads it: commas outside its texts, by the object or list they stand
 * in.
 * @throws TooManyFields for an object or a list with more than `most` names or items, or a body with more than any
 * deposit has
 * @throws BadRequestException for a body that is deeper than anything we take
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

/** The parsers of forms and of JSON bodies. An upload has its own (upload.ts). */
export function installBodyParsers(app: NestFastifyApplication, { BODY_FIELDS }: Config): void {
  const options = { bodyLimit: LARGEST_BODY_BYTES };
  app.useBodyParser(FORM, options, (request, body, done) => done(null, parseForm(body, mostOf(request, BODY_FIELDS))));
  const fastify = app.getHttpAdapter().getInstance();
  // Nothing of ours is sent as plain text.
  fastify.removeContentTypeParser('text/plain');
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', options, (request, body, done) => {
    checkDocument(body, mostOf(request, BODY_FIELDS));
    void parseJson(request as FastifyRequest, body.toString(), done);
  });
}
