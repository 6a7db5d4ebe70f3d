import { useRef, useState } from 'react'
import { Pressable, ScrollView, StyleSheet, Text, View } from 'react-native'
import { firstChannel, ids } from '../contract'
import { Button, colours, Field, Header } from '../controls'
import type { V2TimConversation, V2TimMessage } from '../react-native-tim-js'
import { send, show } from '../session'

export function ChatScreen(props: {
  readonly conversationID: string
  readonly pushExt: string | undefined
  readonly conversation: V2TimConversation | undefined
  readonly messages: readonly V2TimMessage[]
  readonly sendError: string
}) {
  const messages = useRef<ScrollView>(null)
  const back = () => {
    show('conversations')
  }
  return (
    <View testID={ids.chat.screen} style={styles.screen}>
      <Header
        title={props.conversation?.showName ?? props.conversationID.replace(/^(C2C|GROUP)/, '')}
        titleId={ids.chat.title}
        back={{ id: ids.chat.back, onPress: back }}
      >
        <Text testID={ids.chat.conversationId} style={styles.id}>
          {props.conversationID}
        </Text>
      </Header>
      {props.pushExt === undefined ? null : (
        <Text testID={ids.chat.pushExt} numberOfLines={3} style={styles.ext}>
          {props.pushExt}
        </Text>
      )}
      <ScrollView
        testID={ids.chat.messages}
        ref={messages}
        style={styles.messages}
        contentContainerStyle={styles.messageList}
        keyboardShouldPersistTaps="handled"
        onContentSizeChange={() => {
          messages.current?.scrollToEnd({ animated: false })
        }}
      >
        {props.messages.map((message) => (
          <View key={message.msgID} style={[styles.bubble, message.isSelf ? styles.own : styles.other]}>
            <Text testID={ids.chat.message} style={styles.text}>
              {textOf(message)}
            </Text>
          </View>
        ))}
      </ScrollView>
      {props.sendError === '' ? null : (
        <Text testID={ids.chat.sendError} style={styles.error}>
          {props.sendError}
        </Text>
      )}
      <Composer conversationID={props.conversationID} />
    </View>
  )
}

function Composer({ conversationID }: { readonly conversationID: string }) {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [desc, setDesc] = useState('')
  const [ext, setExt] = useState('')
  const [channel, setChannel] = useState(firstChannel)
  const [disablePush, setDisablePush] = useState(false)

  const submit = async () => {
    if (text === '') return
    if (await send(conversationID, text, { title, desc, ext, disablePush, androidOPPOChannelID: channel })) setText('')
  }
  return (
    <View style={styles.composer}>
      <Pressable
        testID={ids.chat.pushFields}
        accessibilityRole="button"
        accessibilityState={{ expanded: open }}
        onPress={() => {
          setOpen(!open)
        }}
      >
        <Text style={styles.toggle}>{open ? 'Hide offline push' : 'Offline push'}</Text>
      </Pressable>
      {open ? (
        <>
          <Field id={ids.chat.pushTitle} value={title} onChangeText={setTitle} placeholder="Title" />
          <Field id={ids.chat.pushDesc} value={desc} onChangeText={setDesc} placeholder="Description" />
          <Field id={ids.chat.pushExtInput} value={ext} onChangeText={setExt} placeholder="ext (JSON)" />
          <Field
            id={ids.chat.pushOppoChannel}
            value={channel}
            onChangeText={setChannel}
            placeholder="OPPO channel id"
          />
          <Pressable
            testID={ids.chat.pushDisable}
            accessibilityRole="checkbox"
            accessibilityState={{ checked: disablePush }}
            onPress={() => {
              setDisablePush(!disablePush)
            }}
            style={styles.check}
          >
            <Text style={styles.toggle}>{disablePush ? 'No push for this message' : 'Push if offline'}</Text>
          </Pressable>
        </>
      ) : null}
      <View style={styles.row}>
        <Field id={ids.chat.input} style={styles.input} value={text} onChangeText={setText} placeholder="Message" />
        <Button id={ids.chat.send} title="Send" onPress={() => void submit()} />
      </View>
    </View>
  )
}

function textOf(message: V2TimMessage): string {
  return message.textElem?.text ?? message.customElem?.desc ?? '[message of another kind]'
}

const styles = StyleSheet.create({
  screen: { flex: 1 },
  id: { color: colours.faint, fontSize: 12, maxWidth: 160 },
  ext: { backgroundColor: '#fff8e6', color: colours.ink, fontSize: 12, paddingHorizontal: 12, paddingVertical: 6 },
  messages: { flex: 1 },
  messageList: { padding: 12, gap: 6 },
  bubble: { borderRadius: 8, paddingHorizontal: 10, paddingVertical: 7, maxWidth: '80%' },
  own: { alignSelf: 'flex-end', backgroundColor: '#d3e7fb' },
  other: { alignSelf: 'flex-start', backgroundColor: colours.paper },
  text: { color: colours.ink, fontSize: 15 },
  error: { color: colours.alarm, fontSize: 13, paddingHorizontal: 12, paddingVertical: 4 },
  composer: { backgroundColor: colours.paper, borderTopWidth: 1, borderTopColor: colours.line, padding: 10, gap: 6 },
  toggle: { color: colours.accent, fontSize: 13, paddingVertical: 4 },
  check: { minHeight: 32 },
  row: { flexDirection: 'row', gap: 8 },
  input: { flex: 1 },
})
