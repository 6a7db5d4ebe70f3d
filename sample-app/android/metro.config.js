const { existsSync } = require('node:fs')
const { join } = require('node:path')
const config = require('../metro.config.js')

const invented = join(__dirname, 'app/src/main/assets/timpush-configs.json')
const own = join(__dirname, 'app/push-assets/timpush-configs.json')

/** For builds of real phones: the certificate ids come from the console's file instead of the invented one. */
module.exports = {
  ...config,
  resolver: {
    ...config.resolver,
    resolveRequest: (context, name, platform) => {
      const found = context.resolveRequest(context, name, platform)
      return found.type === 'sourceFile' && found.filePath === invented && existsSync(own)
        ? { ...found, filePath: own }
        : found
    },
  },
}
