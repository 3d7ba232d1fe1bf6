import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permission.js';

export const ACCESS = 'marelle:access';
export type Access = { readonly public: true } | { readonly permission: Permission };

/** Who holds this permission somewhere may come in; the use case then looks at the object. */
export const Allow = (permission: Permission): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, { permission } satisfies Access);
/** Anybody may come in. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, { public: true } satisfies Access);
