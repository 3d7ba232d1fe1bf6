import { Controller, Get, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  Form,
  LARGEST_UPLOAD_BYTES,
  page,
  redirect,
  refusedField,
  submitForm,
  TakesFields,
  TakesUpload,
  Uploaded,
  Words,
  type FieldError,
  type FormPage,
  type Page,
  type Redirect,
  type Submitted,
  type Upload,
} from '../../../foundation/platform/web/index.js';
import { readLine, type OfficialCommune } from '../domain/official-communes.js';
import { OfficialFiles, readOfficialFile, type OfficialFile } from '../official-files.js';
import { TerritoryChanges } from '../territory-changes.js';
import {
  ChosenCommunesForm,
  MOST_NAMES,
  namesIn,
  SearchedCommunesForm,
  wrongFacts,
  wrongNames,
} from './chosen-communes.form.js';
import { ChosenCommunesPresenter } from './chosen-communes.presenter.js';

const VIEW = 'territory/choose-communes';
/** The near names of each are boxes too. */
const MOST_FIELDS = 6 * MOST_NAMES + 10;

/** Communes are chosen by name from an official file: fourteen of them are one text field and two presses. */
@Allow(Permission.ManageTerritory)
@Controller('administration/territoire/choix-de-communes')
export class ChosenCommunesController {
  constructor(
    private readonly files: OfficialFiles,
    private readonly changes: TerritoryChanges,
    private readonly present: ChosenCommunesPresenter,
  ) {}

  @Get()
  showForm(@Words() words: Translator): Page {
    const model = this.present.formModel(words);
    return page(VIEW, { ...model, form: emptyForm(model['initial'] as Record<string, unknown>) });
  }

  /** Shows what was found, with what was typed below it. Nothing is written. */
  @Post('trouvees')
  @TakesUpload()
  searchCommunes(
    @Words() words: Translator,
    @Uploaded() upload: Upload | null,
    @Form(SearchedCommunesForm) form: Submitted<SearchedCommunesForm>,
  ): Promise<Page | Redirect> {
    const file = this.fileOf(words, form.values['departement'], upload);
    const wrong = [...wrongNames(form.values), ...wrongFacts(form.values), ...('message' in file ? [file] : [])];
    return submitForm(alsoWrong(form, wrong), this.formPage(words), async ({ names }) => {
      const found = this.present.foundModel(words, namesIn(names), file as OfficialFile);
      return page(VIEW, { ...this.present.formModel(words), ...found, form: emptyForm(form.values) });
    });
  }

  @Post()
  @TakesFields(MOST_FIELDS)
  addCommunes(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(ChosenCommunesForm) form: Submitted<ChosenCommunesForm>,
  ): Promise<Page | Redirect> {
    const chosen = [form.values['communes'] ?? []].flat().map((line) => readLine(String(line)));
    const communes = chosen.filter((one): one is OfficialCommune => one !== null);
    const wrong =
      communes.length === 0 || communes.length < chosen.length
        ? [{ field: 'communes', message: 'territory.choose.errors.communes' }]
        : [];
    return submitForm(
      alsoWrong(form, [...wrong, ...wrongFacts(form.values)]),
      this.formPage(words, () => this.foundAgain(words, form.values)),
      async ({ firstDeskId, livingAreaId, insideRpe }) => {
        const common = { firstDeskId, livingAreaId: livingAreaId || null, insideRpe: insideRpe === 'yes' };
        await this.changes.addCommunes(
          actor,
          communes.map((commune) => ({ ...commune, postalCodes: [...commune.postalCodes], ...common })),
        );
        return redirect('/administration/territoire', 'territory.choose.saved');
      },
    );
  }

  /** The file that was sent, or that of the département; what is wrong with it where none of it can be used. */
  private fileOf(words: Translator, departement: unknown, upload: Upload | null): OfficialFile | FieldError {
    if (upload === null) {
      const communes = this.files.listCommunes(String(departement ?? ''));
      return communes.length > 0
        ? { communes, wrong: [] }
        : { field: 'departement', message: 'territory.choose.errors.departement' };
    }
    const said = (message: string, args: Record<string, string | number>): FieldError => ({
      ...{ field: 'file', message: `territory.choose.errors.${message}` },
      args,
    });
    if (upload.tooLarge) return said('tooLarge', { megabytes: LARGEST_UPLOAD_BYTES / 1024 / 1024 });
    const file = readOfficialFile(upload.bytes);
    const missing = file.wrong.filter(({ line }) => line === null);
    if (missing.length > 0)
      return said('columns', { columns: words.list(missing.map((one) => this.present.lineWords(words, one).column)) });
    const [first] = file.wrong;
    return file.communes.length === 0 && first ? said('noLine', this.present.lineWords(words, first)) : file;
  }

  /** What was searched in a département; the lines of a file that somebody sent are not kept. */
  private foundAgain(words: Translator, { names, departement }: Readonly<Record<string, unknown>>): object {
    const communes = this.files.listCommunes(String(departement ?? ''));
    return this.present.foundModel(words, namesIn(names), { communes, wrong: [] });
  }

  private formPage(words: Translator, more: () => object = () => ({})): FormPage {
    return {
      view: VIEW,
      model: () => ({ ...this.present.formModel(words), ...more() }),
      refused: ({ refusal }) =>
        refusedField(refusal.code === 'territory.noArea' ? 'livingAreaId' : 'firstDeskId', refusal),
    };
  }
}
