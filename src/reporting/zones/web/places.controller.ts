import { Controller, Get } from '@nestjs/common';
import { FEWEST_SHOWN } from '../../../foundation/kernel/small-counts.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, mayEver, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { Download, page, Words, workbookOf, XLSX, type Page } from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { DeclaredFigures } from '../declared-figures.js';
import { FREE_DAYS } from '../domain/free-places.js';
import { figureSheets, figuresCsv, figuresJson, type ToldFigures } from './figure-files.js';
import { figureTable, type MemberWords } from './figure-tables.js';

/** What the sentences of these figures say beside. */
const SAID = { days: FREE_DAYS, few: FEWEST_SHOWN };
const HOME = '/zones/lieux';

/** Places and who waits for them, by nursery and commune, on a page and in files. */
@Controller('zones')
@Allow(Permission.ReadIndicators)
export class PlacesController {
  constructor(
    private readonly declared: DeclaredFigures,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  @Get('lieux')
  async showPlaces(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    const { t } = words;
    const at = this.clock.now();
    const figures = await this.declared.readPlaces();
    return page('zones/places', {
      title: t('placeFigures.title'),
      at,
      mayDraw: mayEver(actor, Permission.DrawZones),
      figures: figures.map((one) => ({
        tables: this.membersOf(words)
          .filter(({ of }) => one.desk[of])
          .map((members) => figureTable(words, one, members, { ...SAID, by: t(`placeFigures.by.${members.of}`) })),
        sentences: one.sentences.map(({ text }) => t(text, SAID)),
      })),
      files: ['csv', 'xlsx', 'json'].map((kind) => ({ href: `${HOME}.${kind}`, text: t(`placeFigures.file.${kind}`) })),
    });
  }

  @Get('lieux.csv')
  async downloadCsv(@Words() words: Translator): Promise<Download> {
    const told = await this.readTold(words);
    return new Download(figuresCsv(words, told), fileName(told, 'csv'), 'text/csv; charset=utf-8');
  }

  @Get('lieux.xlsx')
  async downloadWorkbook(@Words() words: Translator): Promise<Download> {
    const told = await this.readTold(words);
    return new Download(await workbookOf(figureSheets(words, told)), fileName(told, 'xlsx'), XLSX);
  }

  @Get('lieux.json')
  async readJson(@Words() words: Translator): Promise<object> {
    return figuresJson(await this.readTold(words));
  }

  private async readTold(words: Translator): Promise<ToldFigures> {
    return {
      figures: await this.declared.readPlaces(),
      members: this.membersOf(words),
      said: SAID,
      knownOn: this.clock.today(),
    };
  }

  private membersOf({ t }: Translator): MemberWords[] {
    return [
      { of: 'nursery', head: t('placeFigures.nursery'), nameOf: (id) => this.supply.provider(id)?.name ?? id },
      {
        of: 'commune',
        head: t('zones.column.commune'),
        nameOf: (code) => this.territory.commune(code)?.name ?? t('zones.outside'),
      },
    ];
  }
}

const fileName = ({ knownOn }: ToldFigures, extension: string): string =>
  `marelle-places-connu-le-${knownOn}.${extension}`;
