import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const letters = {
  letters: {
    title: 'अटके हुए संदेश',
    none: 'कुछ भी अधूरा नहीं रहा',
    noneMore: 'चैनल से जो आया और पढ़ा नहीं जा सका, और जो एक दिन तक नहीं हो पाया, वह यहाँ आपकी प्रतीक्षा करता है।',
    heads: ['कारण', 'चैनल', 'कब से'],
    inbound: 'आया, पर पढ़ा नहीं जा सका',
    jobs: {
      take: 'चैनल से आई सामग्री लेना',
      pull: 'प्रदाता से नई सामग्री पूछना',
      fetch: 'फ़ाइल लाना',
      send: 'संदेश भेजना',
      reconcile: 'संदेश का क्या हुआ, यह पूछना',
      mail_transcript: 'प्रतिलेख मेल करना',
      wake: 'बातचीत को जगाना',
      stir: 'बताना कि कोई टैग, टीम या स्थिति अब नहीं है',
      erase: 'संपर्क मिटाना',
      webhook: 'वेबहुक को बताना',
      send_later: 'निर्धारित उत्तर भेजना',
      tell_author: 'उत्तर निर्धारित करने वाले को बताना',
      digest: 'सारांश मेल करना',
    },
    tries: (count) => plural(count, { one: '# प्रयास', other: '# प्रयास' }),
    noChannel: 'कोई नहीं',
    open: 'खोलें',
    more: 'और दिखाएँ',
    dialog: 'अटका हुआ संदेश',
    content: 'इसमें क्या है',
    empty: 'इसमें कुछ नहीं है।',
    size: (size, shown) =>
      size > shown ? `${size} में से पहले ${shown} बाइट` : plural(size, { one: '# बाइट', other: '# बाइट' }),
    replay: 'फिर से कोशिश करें',
    replayMore: 'कारण दूर होने पर ही दोबारा कोशिश से लाभ होता है। जो फिर विफल हो, वह यहीं लौट आता है।',
    replayed: 'फिर से कोशिश हो रही है',
    discard: 'छोड़ें',
    discarded: 'छोड़ दिया गया',
  },
} satisfies Partial<SettingsTexts>;
