import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const OPTIONS = {
  swcrc: false,
  jsc: { target: 'es2024', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true }, keepClassNames: true },
  module: { type: 'nodenext' },
  sourceMaps: 'inline',
};

const isOurs = (url) => url?.endsWith('.ts') === true && !url.includes('/node_modules/');

registerHooks({
  resolve: (specifier, context, next) => next(specifier.startsWith('.') && isOurs(context.parentURL) ? specifier.replace(/\.js$/, '.ts') : specifier, context),
  load: (url, context, next) => {
    if (!isOurs(url)) return next(url, context);
    const filename = fileURLToPath(url);
    return { format: 'module', shortCircuit: true, source: transformSync(readFileSync(filename, 'utf8'), { ...OPTIONS, filename }).code };
  },
});
