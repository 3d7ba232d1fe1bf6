import { Module } from '@nestjs/common';
import { Navigation } from '../../foundation/platform/web/index.js';
import { TODAY_PAGES } from './staff-pages.js';
import { TodayPages } from './web/today.pages.js';

/** The page on which every member of staff begins: what is late, due, or came back, as each feature knows it. */
@Module({ controllers: [TodayPages] })
export class TodayModule {
  constructor(navigation: Navigation) {
    navigation.add(...TODAY_PAGES);
  }
}
