import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permission.js';

export const ACCESS = 'marelle:access';
export type Access =
  | { readonly public: true; /** Search engines may list it. */ readonly listed: boolean }
  | { readonly permission: Permission };

/** Who holds this permission somewhere may come in; the use case then looks at the object. */
export const Allow = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { permission } satisfies Access);
/**
 * Anybody may come in. @param listed whether search engines may show it: an address that holds a key, or a way in, is
 * for whoever has it
 */
export const Public = ({ listed = false } = {}): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { public: true, listed } satisfies Access);
