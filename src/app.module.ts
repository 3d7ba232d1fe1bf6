import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from './territory/accounts/index.js';
import { AdmissionModule } from './commissions/admission/index.js';
import { CalendarModule } from './territory/calendar/index.js';
import { ChildmindersModule } from './places/childminders/index.js';
import { CommissionModule } from './commissions/commission/index.js';
import { ConfigModule, type Config } from './foundation/config/index.js';
import { CrisisModule } from './commissions/crisis/index.js';
import { DemoModule } from './commands/demo/demo.module.js';
import { DossierModule } from './dossier/dossier/index.js';
import { EajeModule } from './second-desk/eaje/index.js';
import { JournalModule } from './dossier/journal/index.js';
import { FEATURES } from './features.js';
import { FindingModule } from './dossier/finding/index.js';
import { FamilyModule } from './family/family/index.js';
import { ENTITIES } from './entities.js';
import { MailroomModule } from './first-desk/mailroom/index.js';
import { MinderListsModule } from './lists/minder-lists/index.js';
import { MinutesModule } from './commissions/minutes/index.js';
import { OpeningPagesModule } from './territory/opening/index.js';
import { OperationsModule } from './territory/operations/index.js';
import { PlacementModule } from './places/placement/index.js';
import { AuditModule } from './foundation/platform/audit/index.js';
import { AuditChainModule } from './foundation/platform/audit-chain/index.js';
import { DatabaseModule } from './foundation/platform/database/index.js';
import { joinInOrder } from './foundation/platform/feature/index.js';
import { OpeningModule } from './foundation/platform/opening/index.js';
import { OutboundModule } from './foundation/platform/outbound/index.js';
import { OutboxModule } from './foundation/platform/outbox/index.js';
import { MetricsModule } from './foundation/platform/metrics/index.js';
import { ProbesModule } from './foundation/platform/probes/index.js';
import { ErasuresModule } from './foundation/platform/erasures/index.js';
import { QueueModule } from './foundation/platform/queue/index.js';
import { IdempotencyModule } from './foundation/platform/idempotency/index.js';
import { PortalModule } from './family/portal/index.js';
import { AttemptsModule, SecurityModule } from './foundation/platform/security/index.js';
import { SealedFilesModule } from './foundation/platform/sealed-files/index.js';
import { UnsentFormsModule } from './foundation/platform/unsent-forms/index.js';
import { ChoicesModule } from './foundation/platform/choices/index.js';
import { SettingsModule } from './foundation/platform/settings/index.js';
import { SYSTEM_CLOCKS, TimeModule, type Clocks } from './foundation/platform/time/index.js';
import { WebModule } from './foundation/platform/web/index.js';
import { YearlyTablesModule } from './foundation/platform/yearly-tables/index.js';
import { ObservatoryModule } from './reporting/observatory/index.js';
import { PublicationsModule } from './reporting/publications/index.js';
import { CouncilModule } from './reporting/council/index.js';
import { SteeringModule } from './reporting/steering/index.js';
import { ReportingModule } from './reporting/reporting/index.js';
import { ClosingStaysModule } from './places/closing-stays/index.js';
import { ReservedModule } from './places/reserved/index.js';
import { SatisfactionModule } from './family/satisfaction/index.js';
import { SettingsPagesModule } from './territory/settings/index.js';
import { WordingsModule } from './territory/wordings/index.js';
import { SupplyModule } from './offer/supply/index.js';
import { TerritoryModule } from './territory/territory/index.js';
import { TodayModule } from './dossier/today/index.js';
import { TriageModule } from './first-desk/triage/index.js';
import { VacanciesModule } from './places/vacancies/index.js';
import { ZonesModule } from './reporting/zones/index.js';
import { WorkingTimeModule } from './first-desk/working-time/index.js';

/** The application, module by module: the platform first, then each feature after those that it uses. */
@Module({})
export class AppModule {
  static with(config: Config, clocks: Clocks = SYSTEM_CLOCKS): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        TimeModule.with(clocks),
        MetricsModule,
        ProbesModule,
        DatabaseModule.with(ENTITIES),
        QueueModule,
        ErasuresModule,
        SealedFilesModule,
        UnsentFormsModule,
        SecurityModule,
        AttemptsModule,
        AuditModule,
        SettingsModule,
        ChoicesModule,
        OpeningModule,
        YearlyTablesModule,
        OutboxModule,
        AuditChainModule,
        OutboundModule,
        IdempotencyModule,
        WebModule,
        TerritoryModule,
        AccountsModule,
        CalendarModule,
        SupplyModule,
        DossierModule,
        FindingModule,
        TodayModule,
        PlacementModule,
        ChildmindersModule,
        AdmissionModule,
        CrisisModule,
        CommissionModule,
        ...FEATURES.map(({ module }) => module),
        MinutesModule,
        TriageModule,
        MinderListsModule,
        EajeModule,
        FamilyModule,
        PortalModule,
        MailroomModule,
        OperationsModule,
        OpeningPagesModule,
        SettingsPagesModule,
        ReservedModule,
        ClosingStaysModule,
        WordingsModule,
        VacanciesModule,
        SatisfactionModule,
        JournalModule,
        ReportingModule,
        ZonesModule,
        ObservatoryModule,
        WorkingTimeModule,
        PublicationsModule,
        SteeringModule,
        CouncilModule,
        ...(config.mode === 'demo' ? [DemoModule] : []),
      ],
      providers: [joinInOrder(FEATURES)],
    };
  }
}
