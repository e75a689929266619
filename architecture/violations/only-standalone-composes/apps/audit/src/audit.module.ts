export const audit = 'a module that only standalone may put beside others';
