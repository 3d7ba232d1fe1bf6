export { ApiProblems } from './api-problems.js';
export { LARGEST_BODY_BYTES, TakesFields } from './body-limits.js';
export { dropCookie, endSession, keepCookie, renewForms } from './cookies.js';
export { changesTable, previewPage, type ChangePreview } from './change-preview.js';
export { csvOf } from './csv.js';
export {
  Amount,
  Choice,
  DatePart,
  Days,
  Email,
  EmptyForm,
  IsPersonName,
  Name,
  OneOf,
  OneOfGroups,
  Phone,
  PostalCode,
  SomeOf,
  Text,
  Ticked,
  TimePart,
  WholeNumber,
  YesNo,
  PersonName,
} from './fields.js';
export { Finds, MOST_FOUND_LINES, type Asked, type FindSource, type FoundGroup, type FoundLine } from './finds.js';
export {
  alikeThings,
  aloneBy,
  DAY_BOXES,
  DAY_PARTS,
  DaySources,
  MOST_ALONE,
  dayPartOf,
  sundayOf,
  type BesideLine,
  type DayLine,
  type DayPart,
  type DaySource,
  type DayThings,
  type Reading,
  type SharedDay,
  waitingThings,
} from './today.js';
export { ListsFamilies, ShowsFamily } from './families-shown.js';
export {
  checkForm,
  fieldsOf,
  Form,
  LONGEST_TEXT,
  SEEN,
  unknownFields,
  type FieldError,
  type Submitted,
} from './form.js';
export { filled, listAddress, Place, placeWritten, readPlace } from './list-address.js';
export { LIST_FORMS, listDownload, listFiles, MOST_IN_FILE, type ListFile, type ListForm } from './list-file.js';
export {
  addressToKeep,
  filedList,
  filtersOf,
  listPageModel,
  narrowedTo,
  numberFound,
  pageOfPlaces,
  pageOfRows,
  shownList,
  type ListCount,
  type ListFilter,
  type ListPlaces,
} from './list-page.js';
export type { ListViews } from './list-views.js';
export { keepList, listLeft, listWithPlace, readList } from './lists-left.js';
export { judgeBeforeBodies } from './judge-before-bodies.js';
export {
  Navigation,
  pageName,
  pagePurpose,
  pageWords,
  SUBJECTS,
  type OpenPlace,
  type ReachedPage,
  type StaffPage,
} from './navigation.js';
export { placeText } from './menu.js';
export { LONE_KEYS_COOKIE } from './page-renderer.js';
export { alsoWrong, refusedField, submitForm, type FormPage } from './submit-form.js';
export { Download, Page, page, Redirect, redirect, refusedPage, waitPage } from './page.js';
export { installPlugins } from './plugins.js';
export { InvalidInput } from './problem.js';
export {
  dayInputs,
  emptyForm,
  pageLinks,
  missingDay,
  readDay,
  readTime,
  readWeek,
  renderView,
  ViewEnvironment,
  weekInputs,
  type FormState,
  type PageLinks,
} from './rendering/index.js';
export { LONGEST_PART, readableUrl } from './readable-url.js';
export { countRequests } from './request-metrics.js';
export { sessionSeconds, type SessionSeconds } from './session-seconds.js';
export { FoundAt } from './found-at.js';
export { ShownAgainAt } from './shown-again.js';
export { RESUME_PAGES, unsentModel } from './unsent-model.js';
export { LARGEST_UPLOAD_BYTES, TakesUpload, Uploaded, type Upload } from './upload.js';
export { Press, Show, Visit } from './visit.js';
export { WebModule } from './web.module.js';
export { XLSX } from '../workbooks/index.js';
export { workbookOf, type SheetCell, type WorkbookSheet } from './workbook.js';
export { Words } from './words.js';
export { toldApart } from './told-apart.js';
export {
  sortsBy,
  titleOfList,
  type ListCell,
  type ListColumn,
  type ListMark,
  type ListRow,
  type Neighbours,
  type WorkList,
} from './work-list.js';
