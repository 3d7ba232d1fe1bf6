import { applyDecorators } from '@nestjs/common';
import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import type { Submitted } from '../../../../foundation/platform/web/index.js';

const SAID = 'passkeys.errors.answer';
const NAME = 'passkeys.errors.name';
/** The field that the summary of errors leads to: the button. */
const BUTTON = 'passkey';

/** What the script writes: bytes in base64url. */
const Said = (): PropertyDecorator =>
  applyDecorators(IsString({ message: SAID }), Matches(/^[A-Za-z0-9_-]+$/, { message: SAID }));

class ChallengedForm {
  /** The name that the authenticator gave to its key. */
  @Said() credential: string;
  @Said() clientData: string;

  /** The challenge that the page proposed, signed. */
  @IsString({ message: SAID }) challenge: string;
}

/** A passkey's answer. A person types none of it. */
export class PasskeyAnswerForm extends ChallengedForm {
  @Said() authenticatorData: string;
  @Said() signature: string;

  @IsOptional()
  @IsString()
  suite?: string;
}

/** A passkey that a browser has made, and its name. */
export class NewPasskeyForm extends ChallengedForm {
  @IsString({ message: NAME })
  @MinLength(1, { message: NAME })
  @MaxLength(60, { message: NAME })
  name: string;

  @Said() attestation: string;

  /** `internal hybrid`. */
  @IsOptional()
  @IsString({ message: SAID })
  @Matches(/^[a-z-]*( [a-z-]+){0,7}$/, { message: SAID })
  @MaxLength(80, { message: SAID })
  transports?: string;
}

/** One sentence, at the button, for whatever a script should have written; nothing of it is shown again. */
export function withoutAnswer<T extends ChallengedForm>(form: Submitted<T>): Submitted<T> {
  const { name, suite } = form.values;
  const values = { ...(name === undefined ? {} : { name }), ...(suite === undefined ? {} : { suite }) };
  if (form.ok) return { ...form, values };
  const others = form.errors.filter(({ message }) => message !== SAID);
  const said = others.length < form.errors.length ? [{ field: BUTTON, message: SAID }] : [];
  return { ok: false, values, errors: [...others, ...said] };
}
