import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permission.js';

export const ACCESS = 'marelle:access';
export type Access =
  | {
      readonly public: true;
      /** Whether search engines may list the route. */
      readonly listed: boolean;
      /** Whether its form is accepted without the token of a page. */
      readonly withoutToken: boolean;
    }
  | { readonly permission: Permission };

/** Admits everybody who holds this permission somewhere. The use case then checks the object itself. */
export const Allow = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { permission } satisfies Access);
/**
 * Admits everybody.
 * @param listed whether search engines may show the route. An address that holds a key, or leads to sign-in, is not
 * listed
 * @param withoutToken whether its form is accepted without the token of a page, from a browser that holds nothing yet.
 * Only for a form that another site would gain nothing by sending (0039)
 */
export const Public = ({ listed = false, withoutToken = false } = {}): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { public: true, listed, withoutToken } satisfies Access);
