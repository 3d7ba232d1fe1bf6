import multipart from '@fastify/multipart';
import {
  BadRequestException,
  createParamDecorator,
  PayloadTooLargeException,
  UnsupportedMediaTypeException,
  type ExecutionContext,
} from '@nestjs/common';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { TooManyFields } from './body-limits.js';
import { cleanText } from './clean-input.js';

/** The largest file that a form takes. The form refuses a larger one with a sentence. */
export const LARGEST_UPLOAD_BYTES = 2 * 1024 * 1024;
/** A body beyond this size is not read at all: nobody chooses such a file by mistake for a list. */
const LARGEST_READ_BYTES = 10 * LARGEST_UPLOAD_BYTES;
const LIMITS = { files: 1, fields: 20, fieldSize: 10_000, parts: 25, fileSize: LARGEST_UPLOAD_BYTES };

const TOO_MANY = ['FST_FIELDS_LIMIT', 'FST_PARTS_LIMIT', 'FST_FILES_LIMIT'];

/** An uploaded file, in memory. Nothing writes it to a disk or a table before a use case does. */
export interface Upload {
  readonly fileName: string;
  /** When `tooLarge`, only the first bytes of the file. */
  readonly bytes: Buffer;
  readonly tooLarge: boolean;
}

interface UploadRequest extends FastifyRequest {
  upload?: Upload;
}

/** Marks a route that takes a file. Its form has `enctype="multipart/form-data"`. Other routes take none. */
export const TakesUpload = (): MethodDecorator => RouteConfig({ takesUpload: true });

/** The file of the form; null when none was chosen. */
export const Uploaded = createParamDecorator(
  (_: unknown, context: ExecutionContext): Upload | null =>
    context.switchToHttp().getRequest<UploadRequest>().upload ?? null,
);

/** Reads a form with a file before its token is checked. Fields go to the body, and the file beside it. */
export async function installUploads(app: NestFastifyApplication): Promise<void> {
  await app.register(multipart, { limits: LIMITS, throwFileSizeLimit: false });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preValidation', async (request) => {
      if (!request.isMultipart()) return;
      if (!(request.routeOptions.config as { takesUpload?: boolean }).takesUpload)
        throw new UnsupportedMediaTypeException();
      if (Number(request.headers['content-length'] ?? 0) > LARGEST_READ_BYTES) throw new PayloadTooLargeException();
      await readParts(request);
    });
}

async function readParts(request: UploadRequest): Promise<void> {
  const fields: Record<string, unknown> = {};
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        fields[part.fieldname] = part.value;
        continue;
      }
      const bytes = await collect(part.file);
      // When no file was chosen, a browser sends an empty part without a file name.
      if (part.filename || bytes.length > 0)
        request.upload = { fileName: cleanText(part.filename ?? ''), bytes, tooLarge: part.file.truncated };
    }
  } catch (error) {
    if (TOO_MANY.includes((error as { code?: string }).code ?? '')) throw new TooManyFields(LIMITS.fields);
    // The form parser names only some of its errors. A body that it cannot read is always the sender's fault.
    throw typeof (error as { statusCode?: unknown }).statusCode === 'number' ? error : new BadRequestException();
  }
  request.body = fields;
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
