import checkFile from 'eslint-plugin-check-file';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SPECS = ['**/*.spec.ts', '**/*.service-spec.ts', '**/*.e2e-spec.ts', '**/*.contract.ts', '**/testing/**', '**/testing.ts', '**/test/**'];

const forbid = (selector, message) => ({ selector, message });
const noDefaultExport = [
  forbid('ExportDefaultDeclaration', 'Export by name: one name everywhere.'),
  forbid('ExportSpecifier[exported.name="default"]', 'Export by name: one name everywhere.'),
];
const declaredRefusals = [
  forbid('NewExpression[callee.name=/^(DomainError|Problem)$/]', 'Declare it in a table of refusals or problems: so it is told in every language.'),
];
const pure = [
  forbid('MemberExpression[object.name="Date"][property.name="now"]', 'The instant of a decision comes with the command.'),
  forbid(':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]', 'The instant of a decision comes with the command.'),
  forbid('MemberExpression[object.name="Math"][property.name="random"]', 'Chance does not decide.'),
  forbid('Identifier[name="randomUUID"]', 'Ids come with the command.'),
  forbid(':function[async=true]', 'A domain waits for nothing: facts come with the command.'),
];

export default defineConfig(
  { ignores: ['dist/', 'data/', 'coverage/', 'architecture/violations/'] },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts', 'architecture/**/*.ts', 'tools/**/*.ts', '*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { 'check-file': checkFile },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { noInlineConfig: true },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // An adapter that answers at once still answers by a promise, and its errors must be rejections.
      '@typescript-eslint/require-await': 'off',
      // Answers are described by classes and made as plain objects: what travels is JSON.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A generic type may well come out empty.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      'check-file/filename-naming-convention': ['error', { '**/*.ts': 'KEBAB_CASE' }, { ignoreMiddleExtensions: true }],
      'max-lines': ['error', 200],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'The environment is read once, in config.ts.' }],
      'no-restricted-imports': ['error', { paths: [{ name: 'node:process', importNames: ['env'], message: 'The environment is read once, in config.ts.' }] }],
      'no-restricted-syntax': ['error', ...noDefaultExport, ...declaredRefusals],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/domain/**/*.ts'],
    ignores: SPECS,
    rules: { 'no-restricted-syntax': ['error', ...noDefaultExport, ...declaredRefusals, ...pure] },
  },
  {
    files: ['libs/kernel/src/refusals.ts', 'libs/http/src/problem.ts', 'libs/http/src/problem-of.ts', ...SPECS],
    rules: { 'no-restricted-syntax': ['error', ...noDefaultExport] },
  },
  {
    files: SPECS,
    rules: {
      'max-lines': ['error', 300],
      // Answers of the system under test are unknown JSON: the assertion is their check.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['**/config.ts', 'tools/**/*.ts', ...SPECS], rules: { 'no-restricted-properties': 'off', 'no-restricted-imports': 'off' } },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
