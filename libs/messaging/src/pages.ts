const DEFAULT_LIMIT = 200;

/** What was fetched together, cut into batches of a bounded size. */
export const pagesOf = <Item>(items: readonly Item[], limit = DEFAULT_LIMIT): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / limit) }, (_, page) => items.slice(page * limit, (page + 1) * limit));
