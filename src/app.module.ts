import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from './accounts/index.js';
import { AdmissionModule } from './admission/index.js';
import { CalendarModule } from './calendar/index.js';
import { ChildmindersModule } from './childminders/index.js';
import { CommissionModule } from './commission/index.js';
import { ConfigModule, type Config } from './config/index.js';
import { CrisisModule } from './crisis/index.js';
import { DemoModule } from './demo/demo.module.js';
import { CelluleModule } from './cellule/index.js';
import { DeskQuestionsModule } from './desk-questions/index.js';
import { DossierModule } from './dossier/index.js';
import { EajeModule } from './eaje/index.js';
import { JournalModule } from './journal/index.js';
import { FamilyModule } from './family/index.js';
import { ENTITIES } from './entities.js';
import { MailroomModule } from './mailroom/index.js';
import { MinderListsModule } from './minder-lists/index.js';
import { MinutesModule } from './minutes/index.js';
import { OpeningPagesModule } from './opening/index.js';
import { OperationsModule } from './operations/index.js';
import { PlacementModule } from './placement/index.js';
import { AuditModule } from './platform/audit/index.js';
import { AuditChainModule } from './platform/audit-chain/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { OpeningModule } from './platform/opening/index.js';
import { OutboundModule } from './platform/outbound/index.js';
import { OutboxModule } from './platform/outbox/index.js';
import { MetricsModule } from './platform/metrics/index.js';
import { ProbesModule } from './platform/probes/index.js';
import { ErasuresModule } from './platform/erasures/index.js';
import { QueueModule } from './platform/queue/index.js';
import { IdempotencyModule } from './platform/idempotency/index.js';
import { PortalModule } from './portal/index.js';
import { AttemptsModule, SecurityModule } from './platform/security/index.js';
import { SealedFilesModule } from './platform/sealed-files/index.js';
import { UnsentFormsModule } from './platform/unsent-forms/index.js';
import { ChoicesModule } from './platform/choices/index.js';
import { SettingsModule } from './platform/settings/index.js';
import { SYSTEM_CLOCKS, TimeModule, type Clocks } from './platform/time/index.js';
import { WebModule } from './platform/web/index.js';
import { YearlyTablesModule } from './platform/yearly-tables/index.js';
import { ObservatoryModule } from './observatory/index.js';
import { PublicationsModule } from './publications/index.js';
import { CouncilModule } from './council/index.js';
import { OtherDaysModule } from './other-days/index.js';
import { ShorterWeeksModule } from './shorter-weeks/index.js';
import { SteeringModule } from './steering/index.js';
import { ReportingModule } from './reporting/index.js';
import { ClosingStaysModule } from './closing-stays/index.js';
import { ReservedModule } from './reserved/index.js';
import { SatisfactionModule } from './satisfaction/index.js';
import { SettingsPagesModule } from './settings/index.js';
import { WordingsModule } from './wordings/index.js';
import { SupplyModule } from './supply/index.js';
import { TerritoryModule } from './territory/index.js';
import { TriageModule } from './triage/index.js';
import { VacanciesModule } from './vacancies/index.js';
import { ZonesModule } from './zones/index.js';
import { WorkingTimeModule } from './working-time/index.js';

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
        PlacementModule,
        ChildmindersModule,
        AdmissionModule,
        DeskQuestionsModule,
        CrisisModule,
        CommissionModule,
        ShorterWeeksModule,
        OtherDaysModule,
        MinutesModule,
        CelluleModule,
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
    };
  }
}
