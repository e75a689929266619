const LANGUAGES = ['fr', 'nl', 'de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What refusals are called in one language, by their codes. */
export type TitlesOf<Code extends string = string> = Readonly<Record<Code, string>>;
/** In every language but English, in which refusals are declared. */
export type Titles<Code extends string = string> = Readonly<Record<Exclude<Language, 'en'>, TitlesOf<Code>>>;

const weight = (parameters: readonly string[]): number => {
  const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
  return q === undefined ? 1 : Number(q.trim().slice(2)) || 0;
};

/** The language the reader likes best of those we speak; French when he says nothing. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const wishes = (acceptLanguage ?? '').slice(0, 256).split(',').flatMap((wish) => {
    const [tag = '', ...parameters] = wish.split(';');
    const language = LANGUAGES.find((known) => known === tag.trim().slice(0, 2).toLowerCase());
    return language === undefined ? [] : [{ language, weight: weight(parameters) }];
  });
  return wishes.filter((wish) => wish.weight > 0).sort((a, b) => b.weight - a.weight)[0]?.language ?? 'fr';
};
