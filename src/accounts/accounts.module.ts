import { Global, Module } from '@nestjs/common';
import { ApiClients } from './api-clients.js';
import { StaffSessions } from './staff-sessions.js';
import { SignInController } from './web/sign-in.controller.js';

@Global()
@Module({ controllers: [SignInController], providers: [StaffSessions, ApiClients], exports: [StaffSessions] })
export class AccountsModule {}
