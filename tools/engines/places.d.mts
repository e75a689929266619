export declare const exists: (path: string) => Promise<boolean>;
export declare const freePort: () => Promise<number>;
