import { Pressable, ScrollView, StyleSheet, Text, View } from 'react-native'
import { ids } from '../contract'
import { colours, Field } from '../controls'
import type { OfflinePushForm } from '../offline-push-form'
import { androidPushFields } from '../react-native-tim-js'

/** All that a message can say about its offline push. Texts may have lines; they are not corrected or trimmed. */
export function OfflinePushFields(props: {
  readonly form: OfflinePushForm
  readonly onChange: (form: OfflinePushForm) => void
}) {
  const { form, onChange } = props
  const text = (id: string, name: 'title' | 'desc' | 'ext', placeholder: string) => (
    <Field
      id={id}
      style={styles.text}
      value={form[name]}
      onChangeText={(value) => {
        onChange({ ...form, [name]: value })
      }}
      placeholder={placeholder}
      multiline
    />
  )
  const check = (id: string, name: 'disablePush' | 'ignoreIOSBadge', off: string, on: string) => (
    <Pressable
      testID={id}
      accessibilityRole="checkbox"
      accessibilityState={{ checked: form[name] }}
      onPress={() => {
        onChange({ ...form, [name]: !form[name] })
      }}
      style={styles.check}
    >
      <Text style={styles.checkText}>{form[name] ? on : off}</Text>
    </Pressable>
  )
  return (
    <ScrollView style={styles.page} contentContainerStyle={styles.fields} keyboardShouldPersistTaps="handled">
      {text(ids.chat.pushTitle, 'title', 'Title')}
      {text(ids.chat.pushDesc, 'desc', 'Description')}
      {text(ids.chat.pushExtInput, 'ext', 'ext (JSON)')}
      <View style={styles.checks}>
        {check(ids.chat.pushDisable, 'disablePush', 'Push if offline', 'No push for this message')}
        {check(ids.chat.pushIgnoreBadge, 'ignoreIOSBadge', 'Counts in iOS badge', 'Not in iOS badge')}
      </View>
      <View style={styles.pairs}>
        {androidPushFields.map((name) => (
          <Field
            key={name}
            id={ids.chat.pushAndroid[name]}
            style={styles.half}
            value={form.android[name] ?? ''}
            onChangeText={(value) => {
              onChange({ ...form, android: { ...form.android, [name]: value } })
            }}
            placeholder={name.replace('android', '')}
          />
        ))}
      </View>
    </ScrollView>
  )
}

const styles = StyleSheet.create({
  page: { flex: 1 },
  fields: { padding: 10, gap: 6 },
  /** A long ext scrolls inside its field: it must not push the others away. */
  text: { maxHeight: 64 },
  checks: { flexDirection: 'row', gap: 16 },
  check: { minHeight: 32, justifyContent: 'center' },
  checkText: { color: colours.accent, fontSize: 13 },
  pairs: { flexDirection: 'row', flexWrap: 'wrap', justifyContent: 'space-between', gap: 6 },
  half: { width: '48%', fontSize: 13, minHeight: 36, paddingVertical: 4 },
})
