import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permission.js';

export const ACCESS = 'marelle:access';
export type Access =
  | {
      readonly public: true;
      /** Search engines may list it. */
      readonly listed: boolean;
      /** Its form is taken without the token of a page. */
      readonly withoutToken: boolean;
    }
  | { readonly permission: Permission };

/** Who holds this permission somewhere may come in; the use case then looks at the object. */
export const Allow = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { permission } satisfies Access);
/**
 * Anybody may come in. @param listed whether search engines may show it: an address that holds a key, or a way in, is
 * for whoever has it. @param withoutToken whether its form is taken without the token of a page: only where what another
 * site makes a browser send would bring that site nothing (0039)
 */
export const Public = ({ listed = false, withoutToken = false } = {}): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { public: true, listed, withoutToken } satisfies Access);
