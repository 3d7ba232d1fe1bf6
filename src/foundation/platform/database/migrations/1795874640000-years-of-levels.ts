import { migration } from './migration.js';

// The years are the sums of the months that are kept, so nothing has to be counted anew.
const FROM_MONTHS =
  "INSERT INTO \"year_figure\" (\"figure\", \"dimension\", \"period\", \"member\", \"category\", \"change\") SELECT figure, dimension, substr(period, 1, 4), member, category, SUM(change) FROM month_figure WHERE figure IN ('status', 'because', 'refused') GROUP BY figure, dimension, substr(period, 1, 4), member, category";

const SQLITE = [
  "CREATE TABLE \"year_figure\" (\"figure\" varchar(80) NOT NULL, \"dimension\" varchar(80) NOT NULL, \"period\" varchar(80) NOT NULL, \"member\" varchar(80) NOT NULL, \"category\" varchar(80) NOT NULL, \"change\" integer NOT NULL, PRIMARY KEY (\"figure\", \"dimension\", \"period\", \"member\", \"category\"))",
  FROM_MONTHS,
];

const POSTGRES = [
  "CREATE TABLE \"year_figure\" (\"figure\" character varying(80) NOT NULL, \"dimension\" character varying(80) NOT NULL, \"period\" character varying(80) NOT NULL, \"member\" character varying(80) NOT NULL, \"category\" character varying(80) NOT NULL, \"change\" integer NOT NULL, CONSTRAINT \"PK_9b5f7b6299e109b15148bccef24\" PRIMARY KEY (\"figure\", \"dimension\", \"period\", \"member\", \"category\"))",
  FROM_MONTHS,
];

export const YearsOfLevels1795874640000 = migration('YearsOfLevels1795874640000', { sqlite: SQLITE, postgres: POSTGRES });
