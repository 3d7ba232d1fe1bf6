interface Settings {
  readonly DATABASE_URL?: string | undefined;
  readonly SQLITE_FILE?: string | undefined;
}

export function everyRow(settings: Settings): Promise<Record<string, string>>;
