/** What this process is told; `ServiceConfiguration` of #hosting says what that may be. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;
