import { OneOf } from '../../../foundation/platform/web/index.js';
import { GRADES, type Grade } from '../domain/questions.js';

export class BallotForm {
  @OneOf(GRADES, 'satisfaction.errors.simple') simple: Grade;
  @OneOf(GRADES, 'satisfaction.errors.informed') informed: Grade;
  @OneOf(GRADES, 'satisfaction.errors.answer') answer: Grade;
}
