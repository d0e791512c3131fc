import type { SettingsTexts } from '../../settings';

export const profile = {
  profile: {
    title: 'प्रोफ़ाइल',
    name: 'आपका नाम',
    nameHelp: 'ग्राहक इसे आपके उत्तरों के साथ देखते हैं।',
    saved: 'नाम सहेजा गया',
    language: 'भाषा',
    theme: 'थीम',
    density: 'सघनता',
    notices: 'डेस्कटॉप सूचनाएँ',
    noticesMore: 'जब आप कहीं और देख रहे हों, तब नए संदेश और सौंपे गए काम।',
    sound: 'ध्वनि',
    soundMore: 'हर सूचना के साथ दो धीमे स्वर।',
    undo: 'पाँच सेकंड तक उत्तर वापस लेना',
    undoMore: 'इस बीच वह “अभी नहीं भेजा गया” दिखता है। वेबसाइट चैट में आगंतुक उसकी प्रतीक्षा करता है।',
    enter: 'Enter से भेजें',
    enterMore: 'नहीं तो Enter नई पंक्ति शुरू करता है, और Ctrl या Cmd के साथ Enter भेजता है।',
    away: 'इतनी देर बाद अपने-आप दूर',
    awayMore: 'जब आप इतनी देर किसी स्क्रीन को न छुएँ। छूते ही आप वापस आ जाते हैं; जो आप ख़ुद चुनते हैं वह बना रहता है।',
    awayNever: 'कभी नहीं',
    undos: { letters: 'वेबसाइट चैट को छोड़कर सब', always: 'हमेशा', never: 'कभी नहीं' },
    keys: 'एक अक्षर वाले शॉर्टकट',
    keysMore: 'आपके लिखते समय ये बंद रहते हैं।',
    screen: 'इस स्क्रीन पर',
    signOut: 'साइन आउट करें',
  },
} satisfies Partial<SettingsTexts>;
