import { AppRegistry } from 'react-native'
import contract from './contract.json'
import { App } from './src/app'

AppRegistry.registerComponent(contract.component, () => App)
