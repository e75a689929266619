const MEBIBYTE = 1_048_576;

/**
 * How many bytes things may take, here and nowhere else; each limit holds what the one before it becomes. The stores and
 * brokers of an installation must allow as much.
 */
export const LARGEST = {
  /** An event of a service, data and metadata as JSON. */
  event: MEBIBYTE,
  /** The message that publishes it, with its headers. */
  message: 1.5 * MEBIBYTE,
  /** Its copy on a `.dead` topic, with headers that say why: a byte that is no text is kept as three. */
  deadCopy: 5 * MEBIBYTE,
  /** The event in which audit keeps any message: text where JSON takes no more than twice its bytes, else base64 of them. */
  ledgerEntry: 4 * MEBIBYTE,
} as const;
