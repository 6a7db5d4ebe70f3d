import { useEffect, useSyncExternalStore } from 'react'
import { BackHandler, KeyboardAvoidingView, Platform, StatusBar, StyleSheet, Text, View } from 'react-native'
import { ids } from './contract'
import type { AppState } from './app-state'
import { colours } from './controls'
import { ChatScreen } from './screens/chat-screen'
import { ConversationsScreen } from './screens/conversations-screen'
import { LoginScreen } from './screens/login-screen'
import { PushPanelScreen } from './screens/push-panel-screen'
import { show, start, store, touched } from './session'

let started: Promise<void> | undefined

export function App() {
  const state = useSyncExternalStore(store.subscribe, store.get)
  useEffect(() => {
    started ??= start()
    const back = BackHandler.addEventListener('hardwareBackPress', goBack)
    return () => {
      back.remove()
    }
  }, [])
  return (
    <View
      style={styles.root}
      onStartShouldSetResponderCapture={() => {
        touched()
        return false
      }}
    >
      <StatusBar barStyle="dark-content" />
      <KeyboardAvoidingView behavior="padding" style={styles.screen}>
        <CurrentScreen state={state} />
      </KeyboardAvoidingView>
    </View>
  )
}

function CurrentScreen({ state }: { readonly state: AppState }) {
  const { screen } = state
  switch (screen.name) {
    case 'starting':
      return (
        <View testID={ids.starting.screen} style={styles.starting}>
          <Text style={styles.startingText}>Pushfarm</Text>
        </View>
      )
    case 'login':
      return <LoginScreen error={screen.error} busy={state.busy} />
    case 'conversations':
      return (
        <ConversationsScreen
          user={state.user}
          busy={state.busy}
          registrationCode={state.push.registrationCode}
          conversations={state.conversations}
        />
      )
    case 'chat':
      return (
        <ChatScreen
          key={screen.conversationID}
          conversationID={screen.conversationID}
          pushExt={screen.pushExt}
          conversation={state.conversations.find(({ conversationID }) => conversationID === screen.conversationID)}
          messages={state.messages}
          sendError={state.sendError}
          blocked={state.blocked}
        />
      )
    case 'push-panel':
      return <PushPanelScreen state={state} />
  }
}

function goBack(): boolean {
  const { name } = store.get().screen
  if (name !== 'chat' && name !== 'push-panel') return false
  show('conversations')
  return true
}

/** From Android 15 on, windows of apps for SDK 35 reach under the system bars. */
const edgeToEdge = Platform.OS === 'android' && Platform.Version >= 35

const styles = StyleSheet.create({
  root: {
    flex: 1,
    backgroundColor: colours.ground,
    paddingTop: edgeToEdge ? (StatusBar.currentHeight ?? 0) : 0,
    paddingBottom: edgeToEdge ? 24 : 0,
  },
  screen: { flex: 1 },
  starting: { flex: 1, alignItems: 'center', justifyContent: 'center' },
  startingText: { color: colours.accent, fontSize: 24, fontWeight: '600' },
})
