export declare const FROM_SOURCE: readonly string[];
