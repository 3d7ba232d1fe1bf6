import { Controller, Post } from '@nestjs/common';
import { Allow, CurrentActor, FreshProof, Permission } from '../../../../foundation/platform/security/index.js';
import { redirect, type Redirect } from '../../../../foundation/platform/web/index.js';
import type { StaffActor } from '../../staff-actor.js';
import { StaffIdentities } from '../staff-identities.js';

/** A person takes ProConnect away from its account, because it has another one of it now. */
@Allow(Permission.UseStaffPages)
@FreshProof()
@Controller('personnel/ma-connexion/proconnect')
export class OwnProConnectController {
  constructor(private readonly identities: StaffIdentities) {}

  @Post('detacher')
  async unbind(@CurrentActor() actor: StaffActor): Promise<Redirect> {
    await this.identities.unbindOwn(actor);
    return redirect('/personnel/ma-connexion', 'proconnect.unbound');
  }
}
