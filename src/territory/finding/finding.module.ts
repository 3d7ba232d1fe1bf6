import { Module } from '@nestjs/common';
import { PlacePages } from './web/place.pages.js';

/** How staff find their way: the page of each place of the menu. */
@Module({ controllers: [PlacePages] })
export class FindingModule {}
