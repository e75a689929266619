/** Names of files. */
export type Certificates = { readonly authority: string; readonly certificate: string; readonly key: string; readonly both: string };

export declare const makeCertificates: (directory: string) => Promise<Certificates>;
